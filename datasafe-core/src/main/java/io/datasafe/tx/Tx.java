package io.datasafe.tx;

/**
 * An open transaction, as the work of {@link Transactions} sees it. Belongs to the thread that runs the work, and ends
 * when the work returns: any use from another thread, or later, throws {@link IllegalStateException}.
 *
 * @since 0.1
 */
public interface Tx extends OpenTx<Tx> {}
