package io.datasafe.benchmarks.stub;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;

/** A connection that can do nothing: what a benchmark's stub needs, it overrides, and all else fails loudly. */
abstract class AbstractConnection implements Connection {
    final UnsupportedOperationException unused() {
        return new UnsupportedOperationException("the benchmarks' stub does not expect this call");
    }

    @Override
    public Statement createStatement() {
        throw unused();
    }

    @Override
    public PreparedStatement prepareStatement(String p1) {
        throw unused();
    }

    @Override
    public CallableStatement prepareCall(String p1) {
        throw unused();
    }

    @Override
    public String nativeSQL(String p1) {
        throw unused();
    }

    @Override
    public void setAutoCommit(boolean p1) {
        throw unused();
    }

    @Override
    public boolean getAutoCommit() {
        throw unused();
    }

    @Override
    public void commit() {
        throw unused();
    }

    @Override
    public void rollback() {
        throw unused();
    }

    @Override
    public void close() {
        throw unused();
    }

    @Override
    public boolean isClosed() {
        throw unused();
    }

    @Override
    public DatabaseMetaData getMetaData() {
        throw unused();
    }

    @Override
    public void setReadOnly(boolean p1) {
        throw unused();
    }

    @Override
    public boolean isReadOnly() {
        throw unused();
    }

    @Override
    public void setCatalog(String p1) {
        throw unused();
    }

    @Override
    public void setTransactionIsolation(int p1) {
        throw unused();
    }

    @Override
    public int getTransactionIsolation() {
        throw unused();
    }

    @Override
    public void clearWarnings() {
        throw unused();
    }

    @Override
    public Statement createStatement(int p1, int p2) {
        throw unused();
    }

    @Override
    public PreparedStatement prepareStatement(String p1, int p2, int p3) {
        throw unused();
    }

    @Override
    public CallableStatement prepareCall(String p1, int p2, int p3) {
        throw unused();
    }

    @Override
    public Map<String, Class<?>> getTypeMap() {
        throw unused();
    }

    @Override
    public void setTypeMap(Map<String, Class<?>> p1) {
        throw unused();
    }

    @Override
    public void setHoldability(int p1) {
        throw unused();
    }

    @Override
    public int getHoldability() {
        throw unused();
    }

    @Override
    public Savepoint setSavepoint() {
        throw unused();
    }

    @Override
    public Savepoint setSavepoint(String p1) {
        throw unused();
    }

    @Override
    public void rollback(Savepoint p1) {
        throw unused();
    }

    @Override
    public void releaseSavepoint(Savepoint p1) {
        throw unused();
    }

    @Override
    public Statement createStatement(int p1, int p2, int p3) {
        throw unused();
    }

    @Override
    public PreparedStatement prepareStatement(String p1, int p2, int p3, int p4) {
        throw unused();
    }

    @Override
    public CallableStatement prepareCall(String p1, int p2, int p3, int p4) {
        throw unused();
    }

    @Override
    public PreparedStatement prepareStatement(String p1, int p2) {
        throw unused();
    }

    @Override
    public PreparedStatement prepareStatement(String p1, int[] p2) {
        throw unused();
    }

    @Override
    public PreparedStatement prepareStatement(String p1, String[] p2) {
        throw unused();
    }

    @Override
    public Clob createClob() {
        throw unused();
    }

    @Override
    public Blob createBlob() {
        throw unused();
    }

    @Override
    public NClob createNClob() {
        throw unused();
    }

    @Override
    public SQLXML createSQLXML() {
        throw unused();
    }

    @Override
    public boolean isValid(int p1) {
        throw unused();
    }

    @Override
    public void setClientInfo(String p1, String p2) {
        throw unused();
    }

    @Override
    public void setClientInfo(Properties p1) {
        throw unused();
    }

    @Override
    public String getClientInfo(String p1) {
        throw unused();
    }

    @Override
    public Properties getClientInfo() {
        throw unused();
    }

    @Override
    public Array createArrayOf(String p1, Object[] p2) {
        throw unused();
    }

    @Override
    public Struct createStruct(String p1, Object[] p2) {
        throw unused();
    }

    @Override
    public void setSchema(String p1) {
        throw unused();
    }

    @Override
    public void abort(Executor p1) {
        throw unused();
    }

    @Override
    public void setNetworkTimeout(Executor p1, int p2) {
        throw unused();
    }

    @Override
    public int getNetworkTimeout() {
        throw unused();
    }
}
