package io.datasafe.tx;

import io.datasafe.internal.tx.Deadline;
import io.datasafe.internal.tx.TransactionSettings;
import org.jspecify.annotations.Nullable;

/** What users ask of a transaction: isolation, access mode, tenant and timeouts. */
record Characteristics(
        @Nullable Isolation isolation,
        boolean readOnly,
        boolean deferrable,
        @Nullable String tenant,
        Timeouts timeouts,
        boolean resolvable) {
    static final Characteristics NONE = new Characteristics(null, false, false, null, Timeouts.none(), false);

    Characteristics withIsolation(Isolation value) {
        if (deferrable && value != Isolation.SERIALIZABLE) {
            throw new IllegalStateException(
                    "deferrable() runs at SERIALIZABLE and contradicts " + value.sql() + ": drop one of the two");
        }
        return new Characteristics(value, readOnly, deferrable, tenant, timeouts, resolvable);
    }

    Characteristics asReadOnly() {
        return new Characteristics(isolation, true, deferrable, tenant, timeouts, resolvable);
    }

    Characteristics asDeferrable() {
        if (isolation != null && isolation != Isolation.SERIALIZABLE) {
            throw new IllegalStateException(
                    "deferrable() runs at SERIALIZABLE and contradicts " + isolation.sql() + ": drop one of the two");
        }
        return new Characteristics(Isolation.SERIALIZABLE, true, true, tenant, timeouts, resolvable);
    }

    Characteristics withTenant(String value) {
        return new Characteristics(isolation, readOnly, deferrable, value, timeouts, resolvable);
    }

    Characteristics withTimeouts(Timeouts value) {
        return new Characteristics(isolation, readOnly, deferrable, tenant, value, resolvable);
    }

    Characteristics asResolvable() {
        return new Characteristics(isolation, readOnly, deferrable, tenant, timeouts, true);
    }

    /** Joined work runs in the open transaction, and must not ask for more than that gives. */
    void checkJoin(String joiningTitle, Characteristics open, String openTitle) {
        Isolation has = open.effectiveIsolation();
        if (isolation != null && isolation.compareTo(has) > 0) {
            throw new IllegalStateException(joiningTitle + " asks for " + isolation.sql() + " and cannot join "
                    + openTitle + ", which runs at "
                    + has.sql()
                    + ": ask for " + isolation.sql() + " on the outer one");
        }
        if (deferrable && !open.deferrable) {
            throw new IllegalStateException(joiningTitle + " is deferrable() and cannot join " + openTitle
                    + ", which is not, and may lose a conflict: make the outer one deferrable()");
        }
        String openTenant = open.tenant;
        if (tenant != null && !tenant.equals(openTenant)) {
            throw new IllegalStateException(joiningTitle + " is for tenant \"" + tenant + "\" and cannot join "
                    + openTitle + ", which is for "
                    + (openTenant == null ? "no tenant" : "tenant \"" + openTenant + "\"")
                    + ": one transaction serves one tenant; set it on the outer one");
        }
    }

    /** The settings of the physical transaction. */
    TransactionSettings settings(TxSetup setup, @Nullable Deadline deadline) {
        return new TransactionSettings(
                setup.dataSource(),
                isolation == null ? null : isolation.sql(),
                readOnly,
                deferrable,
                setup.tenantSetting(),
                tenant,
                timeouts.bounds(),
                deadline,
                resolvable,
                setup.resolveWithin(),
                setup.reportPosition());
    }

    private Isolation effectiveIsolation() {
        return isolation == null ? Isolation.READ_COMMITTED : isolation;
    }
}
