package io.datasafe.benchmarks.stub;

import java.sql.Array;
import java.sql.ResultSet;
import java.util.Map;
import java.util.TimerTask;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGNotification;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.CachedQuery;
import org.postgresql.core.Encoding;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ReplicationProtocol;
import org.postgresql.core.TransactionState;
import org.postgresql.core.TypeInfo;
import org.postgresql.core.Version;
import org.postgresql.fastpath.Fastpath;
import org.postgresql.jdbc.AutoSave;
import org.postgresql.jdbc.FieldMetadata;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.jdbc.TimestampUtils;
import org.postgresql.largeobject.LargeObjectManager;
import org.postgresql.replication.PGReplicationConnection;
import org.postgresql.util.LruCache;
import org.postgresql.util.PGobject;
import org.postgresql.xml.PGXmlFactoryFactory;

/** The same as a connection of pgjdbc, which is where datasafe reads a transaction's state. */
@SuppressWarnings("deprecation") // The interface has methods that pgjdbc has deprecated.
abstract class AbstractPgConnection extends AbstractConnection implements BaseConnection {
    @Override
    public void cancelQuery() {
        throw unused();
    }

    @Override
    public ResultSet execSQLQuery(String p1) {
        throw unused();
    }

    @Override
    public ResultSet execSQLQuery(String p1, int p2, int p3) {
        throw unused();
    }

    @Override
    public void execSQLUpdate(String p1) {
        throw unused();
    }

    @Override
    public QueryExecutor getQueryExecutor() {
        throw unused();
    }

    @Override
    public ReplicationProtocol getReplicationProtocol() {
        throw unused();
    }

    @Override
    public Object getObject(String p1, @Nullable String p2, byte @Nullable [] p3) {
        throw unused();
    }

    @Override
    public Encoding getEncoding() {
        throw unused();
    }

    @Override
    public TypeInfo getTypeInfo() {
        throw unused();
    }

    @Override
    public boolean haveMinimumServerVersion(int p1) {
        throw unused();
    }

    @Override
    public boolean haveMinimumServerVersion(Version p1) {
        throw unused();
    }

    @Override
    public byte[] encodeString(String p1) {
        throw unused();
    }

    @Override
    public String escapeString(String p1) {
        throw unused();
    }

    @Override
    public boolean getStandardConformingStrings() {
        throw unused();
    }

    @Override
    public TimestampUtils getTimestampUtils() {
        throw unused();
    }

    @Override
    public Logger getLogger() {
        throw unused();
    }

    @Override
    public boolean getStringVarcharFlag() {
        throw unused();
    }

    @Override
    public TransactionState getTransactionState() {
        throw unused();
    }

    @Override
    public boolean binaryTransferSend(int p1) {
        throw unused();
    }

    @Override
    public boolean isColumnSanitiserDisabled() {
        throw unused();
    }

    @Override
    public void addTimerTask(TimerTask p1, long p2) {
        throw unused();
    }

    @Override
    public void purgeTimerTasks() {
        throw unused();
    }

    @Override
    public LruCache<FieldMetadata.Key, FieldMetadata> getFieldMetadataCache() {
        throw unused();
    }

    @Override
    public CachedQuery createQuery(String p1, boolean p2, boolean p3, String... p4) {
        throw unused();
    }

    @Override
    public void setFlushCacheOnDeallocate(boolean p1) {
        throw unused();
    }

    @Override
    public boolean hintReadOnly() {
        throw unused();
    }

    @Override
    public PGXmlFactoryFactory getXmlFactoryFactory() {
        throw unused();
    }

    @Override
    public boolean getLogServerErrorDetail() {
        throw unused();
    }

    @Override
    public boolean getConvertBooleanToNumeric() {
        throw unused();
    }

    @Override
    public Array createArrayOf(String p1, @Nullable Object p2) {
        throw unused();
    }

    @Override
    public PGNotification[] getNotifications() {
        throw unused();
    }

    @Override
    public PGNotification[] getNotifications(int p1) {
        throw unused();
    }

    @Override
    public CopyManager getCopyAPI() {
        throw unused();
    }

    @Override
    public LargeObjectManager getLargeObjectAPI() {
        throw unused();
    }

    @Override
    public Fastpath getFastpathAPI() {
        throw unused();
    }

    @Override
    public void addDataType(String p1, String p2) {
        throw unused();
    }

    @Override
    public void addDataType(String p1, Class<? extends PGobject> p2) {
        throw unused();
    }

    @Override
    public void setPrepareThreshold(int p1) {
        throw unused();
    }

    @Override
    public int getPrepareThreshold() {
        throw unused();
    }

    @Override
    public void setDefaultFetchSize(int p1) {
        throw unused();
    }

    @Override
    public int getDefaultFetchSize() {
        throw unused();
    }

    @Override
    public void setQueryTimeout(int p1) {
        throw unused();
    }

    @Override
    public int getQueryTimeout() {
        throw unused();
    }

    @Override
    public int getBackendPID() {
        throw unused();
    }

    @Override
    public String escapeIdentifier(String p1) {
        throw unused();
    }

    @Override
    public String escapeLiteral(String p1) {
        throw unused();
    }

    @Override
    public PreferQueryMode getPreferQueryMode() {
        throw unused();
    }

    @Override
    public AutoSave getAutosave() {
        throw unused();
    }

    @Override
    public void setAutosave(AutoSave p1) {
        throw unused();
    }

    @Override
    public PGReplicationConnection getReplicationAPI() {
        throw unused();
    }

    @Override
    public Map<String, String> getParameterStatuses() {
        throw unused();
    }

    @Override
    public String getParameterStatus(String p1) {
        throw unused();
    }

    @Override
    public void setAdaptiveFetch(boolean p1) {
        throw unused();
    }

    @Override
    public boolean getAdaptiveFetch() {
        throw unused();
    }
}
