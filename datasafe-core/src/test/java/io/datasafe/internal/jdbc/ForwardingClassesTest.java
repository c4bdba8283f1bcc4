package io.datasafe.internal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Calls each method of each generated class: the delegate gets the call and its arguments, the caller gets the
 * answer.
 */
class ForwardingClassesTest {
    private static final int RELEASE = 17;

    private final Recording driver = new Recording();
    private final RecordingHooks hooks = new RecordingHooks();
    private final ForwardingConnection connection = new ForwardingConnection(driver.stub(Connection.class)) {
        @Override
        protected StatementHooks statementHooks(String sql) {
            hooks.events.add("made " + sql);
            return hooks;
        }
    };

    /** One for each generated class. */
    private enum Kind {
        DATA_SOURCE(DataSource.class),
        CONNECTION_BUILDER(ConnectionBuilder.class),
        CONNECTION(Connection.class),
        STATEMENT(Statement.class),
        PREPARED_STATEMENT(PreparedStatement.class),
        CALLABLE_STATEMENT(CallableStatement.class),
        RESULT_SET(ResultSet.class),
        META_DATA(DatabaseMetaData.class),
        ARRAY(Array.class);

        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }
    }

    private Object forwarding(Kind kind, Object to) {
        return switch (kind) {
            case DATA_SOURCE -> new ForwardingDataSource((DataSource) to) {};
            case CONNECTION_BUILDER ->
                new ForwardingConnectionBuilder(
                        (ConnectionBuilder) to, new ForwardingDataSource(driver.stub(DataSource.class)) {});
            case CONNECTION ->
                new ForwardingConnection((Connection) to) {
                    @Override
                    protected StatementHooks statementHooks(String sql) {
                        return hooks;
                    }
                };
            case STATEMENT -> new ForwardingStatement((Statement) to, connection, hooks);
            case PREPARED_STATEMENT -> new ForwardingPreparedStatement((PreparedStatement) to, connection, hooks);
            case CALLABLE_STATEMENT -> new ForwardingCallableStatement((CallableStatement) to, connection, hooks);
            case RESULT_SET -> new ForwardingResultSet((ResultSet) to, connection, null);
            case META_DATA -> new ForwardingDatabaseMetaData((DatabaseMetaData) to, connection);
            case ARRAY -> new ForwardingArray((Array) to, connection);
        };
    }

    private Object forwarding(Kind kind) {
        return forwarding(kind, driver.stub(kind.type));
    }

    // ---- Which classes ----

    @Test
    void eachInterfaceThatLeadsToAConnectionHasAClass() {
        Map<Class<?>, Set<Class<?>>> returned = new HashMap<>();
        explore(DataSource.class, returned);
        Set<Class<?>> leading = new HashSet<>(Set.of(Connection.class));
        int before;
        do {
            before = leading.size();
            returned.forEach((type, next) -> {
                if (next.stream().anyMatch(leading::contains)) {
                    leading.add(type);
                }
            });
        } while (leading.size() > before);
        assertThat(leading)
                .isEqualTo(Arrays.stream(Kind.values()).map(k -> k.type).collect(Collectors.toSet()));
        assertThat(returned.keySet())
                .as("the interfaces of JDBC that are reached and need no class")
                .filteredOn(type -> !leading.contains(type))
                .extracting(Class::getSimpleName)
                .containsExactlyInAnyOrder(
                        "Blob",
                        "Clob",
                        "NClob",
                        "ParameterMetaData",
                        "Ref",
                        "ResultSetMetaData",
                        "RowId",
                        "SQLXML",
                        "Savepoint",
                        "ShardingKey",
                        "ShardingKeyBuilder",
                        "Struct");
    }

    private static void explore(Class<?> type, Map<Class<?>, Set<Class<?>>> returned) {
        if (returned.containsKey(type)) {
            return;
        }
        Set<Class<?>> next = new HashSet<>();
        returned.put(type, next);
        for (Method method : type.getMethods()) {
            Class<?> result = method.getReturnType();
            if (result.isInterface() && result.getPackageName().matches("javax?\\.sql")) {
                next.add(result);
                explore(result, returned);
            }
        }
    }

    // ---- Each method ----

    /** The methods of the interface, but for those that the class answers itself. */
    private static List<Method> forwarded(Kind kind) {
        return methods(kind)
                .filter(method -> method.getDeclaringClass() != Wrapper.class)
                .filter(method -> !method.getName().equals("getStatement"))
                .filter(method -> kind == Kind.DATA_SOURCE || !method.getName().equals("getConnection"))
                .toList();
    }

    private static java.util.stream.Stream<Method> methods(Kind kind) {
        return Arrays.stream(kind.type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::toGenericString));
    }

    @ParameterizedTest
    @EnumSource
    void hasEachMethodOfTheRelease(Kind kind) throws ReflectiveOperationException {
        Set<String> newer = new TreeSet<>();
        Class<?> type = forwarding(kind).getClass();
        for (Method method : methods(kind).toList()) {
            Method own = type.getMethod(method.getName(), method.getParameterTypes());
            if (own.getDeclaringClass().isInterface()) {
                assertThat(method.isDefault()).as("has no default: %s", method).isTrue();
                newer.add(method.toString());
            }
        }
        // A newer JDK's default methods stay what they are: they can only call methods that are forwarded.
        if (Runtime.version().feature() == RELEASE) {
            assertThat(newer).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void passesOnTheCallItsArgumentsAndItsAnswer(Kind kind) throws ReflectiveOperationException {
        int checked = check(kind, forwarding(kind));
        assertThat(checked).isGreaterThan(4);
    }

    private int check(Kind kind, Object forwarding) throws ReflectiveOperationException {
        int checked = 0;
        for (Method method : forwarded(kind)) {
            if (isNewer(forwarding, method)) {
                continue;
            }
            List<Object> arguments = arguments(method);
            driver.takeCalls();
            Object answer = method.invoke(forwarding, arguments.toArray());
            List<Recording.Call> calls = driver.takeCalls();
            assertThat(calls).as("calls of %s", method).hasSize(1);
            Recording.Call call = calls.get(0);
            assertThat(call.method().getName()).as(method.toString()).isEqualTo(method.getName());
            assertThat(call.method().getParameterTypes()).as(method.toString()).isEqualTo(method.getParameterTypes());
            assertThat(call.arguments()).as("arguments of %s", method).isEqualTo(arguments);
            expectAnswer(kind, method, call.answer(), answer);
            checked++;
        }
        return checked;
    }

    private static boolean isNewer(Object forwarding, Method method) throws NoSuchMethodException {
        return forwarding
                .getClass()
                .getMethod(method.getName(), method.getParameterTypes())
                .getDeclaringClass()
                .isInterface();
    }

    private List<Object> arguments(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(driver::value).toList();
    }

    /** What leads to a connection comes wrapped; a data source of this kind leaves connections as they are. */
    private static void expectAnswer(Kind kind, Method method, Object expected, Object answer) {
        boolean wrapped = Arrays.stream(Kind.values()).anyMatch(each -> each.type == method.getReturnType())
                && method.getReturnType() != Connection.class;
        if (wrapped) {
            assertThat(answer.getClass().getSimpleName())
                    .as("%s of %s", method, kind)
                    .isEqualTo("Forwarding" + method.getReturnType().getSimpleName());
            assertThat(answer).hasToString(expected.toString());
        } else if (expected == null || method.getReturnType().isPrimitive()) {
            assertThat(answer).as("answer of %s", method).isEqualTo(expected);
        } else {
            assertThat(answer).as("answer of %s", method).isSameAs(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void passesOnWhatTheDelegateThrows(Kind kind) throws ReflectiveOperationException {
        Object forwarding = forwarding(kind);
        for (Method method : forwarded(kind)) {
            if (isNewer(forwarding, method)) {
                continue;
            }
            List<Object> arguments = arguments(method);
            Class<?>[] declared = method.getExceptionTypes();
            Throwable thrown = declared.length == 0
                    ? new IllegalStateException()
                    : (Throwable) declared[0].getConstructor().newInstance();
            driver.failWith(thrown);
            Throwable caught = catchThrowable(() -> method.invoke(forwarding, arguments.toArray()));
            assertThat(caught).as(method.toString()).isInstanceOf(InvocationTargetException.class);
            assertThat(caught.getCause()).as(method.toString()).isSameAs(thrown);
            driver.failWith(null);
        }
    }

    @Test
    void aWrongArgumentIsSeen() {
        Object wrong = new ForwardingResultSet(driver.stub(ResultSet.class), connection, null) {
            @Override
            public int getInt(int column) throws SQLException {
                return super.getInt(column + 1);
            }
        };
        assertThatThrownBy(() -> check(Kind.RESULT_SET, wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("arguments of public abstract int java.sql.ResultSet.getInt(int)");
    }

    @Test
    void aWrongAnswerIsSeen() {
        Object wrong = new ForwardingResultSet(driver.stub(ResultSet.class), connection, null) {
            @Override
            public long getLong(String column) throws SQLException {
                return super.getLong(column) + 1;
            }
        };
        assertThatThrownBy(() -> check(Kind.RESULT_SET, wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("answer of public abstract long java.sql.ResultSet.getLong(java.lang.String)");
    }

    // ---- What leads back ----

    @Test
    void theConnectionAndTheStatementAreTheOnesThatTheCallerKnows() throws SQLException {
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT 1");
        DatabaseMetaData metaData = connection.getMetaData();
        assertThat(statement.getConnection()).isSameAs(connection);
        assertThat(result.getStatement()).isSameAs(statement);
        assertThat(metaData.getConnection()).isSameAs(connection);
        for (ResultSet other :
                List.of(metaData.getCatalogs(), result.getArray(1).getResultSet())) {
            Statement own = other.getStatement();
            assertThat(own).isInstanceOf(ForwardingStatement.class).isSameAs(other.getStatement());
            assertThat(own.getConnection()).isSameAs(connection);
        }
    }

    @Test
    void aStatementOfTheDriversOwnKeepsItsKind() throws SQLException {
        for (Class<? extends Statement> type :
                List.of(Statement.class, PreparedStatement.class, CallableStatement.class)) {
            Statement wrapped = Wrapping.statement(driver.stub(type), connection);
            assertThat(wrapped.getClass().getSimpleName()).isEqualTo("Forwarding" + type.getSimpleName());
        }
        assertThat(Wrapping.statement(null, connection)).isNull();
    }

    @Test
    void aValueThatLeadsToTheConnectionIsWrappedUnlessItsOwnClassIsAskedFor() {
        Array array = driver.stub(Array.class, Runnable.class);
        ResultSet cursor = driver.stub(ResultSet.class);
        assertThat(Wrapping.object(array, connection)).isInstanceOf(ForwardingArray.class);
        assertThat(Wrapping.object(cursor, connection)).isInstanceOf(ForwardingResultSet.class);
        assertThat(Wrapping.object("text", connection)).isEqualTo("text");
        assertThat(Wrapping.object(null, connection)).isNull();
        assertThat(Wrapping.object(array, Array.class, connection)).isInstanceOf(ForwardingArray.class);
        assertThat(Wrapping.object((Runnable) array, Runnable.class, connection))
                .isSameAs(array);
        assertThat(Wrapping.object(null, Array.class, connection)).isNull();
    }

    @Test
    void noResultStaysNone() throws SQLException {
        assertThat(Wrapping.result(null, connection)).isNull();
        assertThat(Wrapping.array(null, connection)).isNull();
        assertThat(Wrapping.opened(hooks, null, connection, connection.createStatement()))
                .isNull();
    }

    @Test
    void theDriverGetsItsOwnArraysBack() throws SQLException {
        Array own = driver.stub(Array.class);
        Array wrapped = new ForwardingArray(own, connection);
        PreparedStatement statement = connection.prepareStatement("SELECT ?");
        ResultSet result = statement.executeQuery();
        driver.takeCalls();
        statement.setArray(1, wrapped);
        statement.setObject(1, wrapped);
        result.updateArray(1, wrapped);
        result.updateObject(1, wrapped);
        assertThat(driver.takeCalls())
                .hasSize(4)
                .allSatisfy(call -> assertThat(call.arguments().get(1)).isSameAs(own));
    }

    @Test
    void aBuilderStaysTheSameAsLongAsTheDelegateDoes() throws SQLException {
        ConnectionBuilder[] self = new ConnectionBuilder[1];
        self[0] = (ConnectionBuilder) java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ConnectionBuilder.class},
                (stub, method, arguments) -> method.getName().equals("build") ? connection : self[0]);
        ConnectionBuilder builder = (ConnectionBuilder) forwarding(Kind.CONNECTION_BUILDER, self[0]);
        assertThat(builder.user("a").password("b")).isSameAs(builder);
        assertThat(builder.build()).isSameAs(connection);
    }

    @Test
    void aConnectionInHandIsGivenInsteadOfANewOne() throws SQLException {
        DataSource source = new ForwardingDataSource(driver.stub(DataSource.class)) {
            @Override
            protected Connection currentConnection() {
                return connection;
            }
        };
        ConnectionBuilder builder = source.createConnectionBuilder();
        driver.takeCalls();
        assertThat(source.getConnection()).isSameAs(connection);
        assertThat(source.getConnection("a", "b")).isSameAs(connection);
        assertThat(builder.build()).isSameAs(connection);
        assertThat(driver.takeCalls()).isEmpty();
    }

    // ---- Layers ----

    @ParameterizedTest
    @EnumSource
    void theOutermostObjectOfTheTypeWins(Kind kind) throws SQLException {
        Object own = driver.stub(kind.type, Runnable.class);
        if (!(forwarding(kind, own) instanceof Wrapper wrapper)) {
            return;
        }
        for (Class<?> type : List.of(kind.type, wrapper.getClass(), Object.class)) {
            assertThat(wrapper.isWrapperFor(type)).isTrue();
            assertThat((Object) wrapper.unwrap(type)).isSameAs(wrapper);
        }
        assertThat(wrapper.isWrapperFor(Runnable.class)).isTrue();
        assertThat(wrapper.unwrap(Runnable.class)).isSameAs(own);
        driver.takeCalls();
        assertThat(wrapper.isWrapperFor(StringBuilder.class)).isTrue();
        assertThat(driver.takeCalls().get(0).arguments()).containsExactly(StringBuilder.class);
        assertThat(catchThrowable(() -> wrapper.unwrap(CharSequence.class))).isNull();
        assertThat(driver.takeCalls().get(0).arguments()).containsExactly(CharSequence.class);
    }

    @Test
    void theHooksOfAStatementCanBeReached() throws SQLException {
        Statement statement = connection.createStatement();
        assertThat(statement.isWrapperFor(RecordingHooks.class)).isTrue();
        assertThat(statement.unwrap(RecordingHooks.class)).isSameAs(hooks);
    }

    // ---- Hooks ----

    @ParameterizedTest
    @EnumSource(names = {"STATEMENT", "PREPARED_STATEMENT", "CALLABLE_STATEMENT"})
    void eachExecutionIsFollowed(Kind kind) throws ReflectiveOperationException {
        Object forwarding = forwarding(kind);
        for (Method method : forwarded(kind)) {
            if (!method.getName().startsWith("execute")) {
                continue;
            }
            List<Object> arguments = arguments(method);
            String before = method.getName().endsWith("Batch")
                    ? "batch"
                    : "before " + (arguments.isEmpty() ? null : arguments.get(0));
            List<String> expected = new ArrayList<>(List.of(before, "after"));
            if (method.getReturnType() == ResultSet.class) {
                expected.add("opened");
            }
            hooks.events.clear();
            method.invoke(forwarding, arguments.toArray());
            assertThat(hooks.events).as(method.toString()).isEqualTo(expected);

            hooks.events.clear();
            driver.failWith(new SQLException("refused"));
            catchThrowable(() -> method.invoke(forwarding, arguments.toArray()));
            driver.failWith(null);
            assertThat(hooks.events).as(method.toString()).containsExactly(before, "failed");
        }
    }

    @Test
    void eachValueBoundByItsNumberIsSeen() throws ReflectiveOperationException {
        Object statement = forwarding(Kind.PREPARED_STATEMENT);
        int seen = 0;
        for (Method method : PreparedStatement.class.getDeclaredMethods()) {
            if (!method.getName().startsWith("set")) {
                continue;
            }
            List<Object> arguments = arguments(method);
            Object value = method.getName().equals("setNull") ? null : arguments.get(1);
            hooks.events.clear();
            method.invoke(statement, arguments.toArray());
            assertThat(hooks.events).as(method.toString()).containsExactly("bound " + arguments.get(0) + "=" + value);
            hooks.sees = false;
            method.invoke(statement, arguments.toArray());
            assertThat(hooks.events).as(method.toString()).hasSize(1);
            hooks.sees = true;
            seen++;
        }
        assertThat(seen).isGreaterThan(40);
    }

    @Test
    void whatIsCollectedIsSeen() throws SQLException {
        PreparedStatement statement = connection.prepareStatement("INSERT");
        statement.addBatch();
        statement.addBatch("DELETE");
        statement.clearBatch();
        statement.clearParameters();
        connection.prepareCall("{call f()}");
        connection.createStatement();
        assertThat(hooks.events)
                .containsExactly(
                        "made INSERT",
                        "added null",
                        "adding DELETE",
                        "added DELETE",
                        "cleared",
                        "unbound",
                        "made {call f()}",
                        "made null");
    }

    @Test
    void hooksDoNothingUnlessTheyAreToldTo() throws SQLException {
        PreparedStatement statement = new ForwardingPreparedStatement(
                driver.stub(PreparedStatement.class), connection, new StatementHooks() {});
        statement.setInt(1, 1);
        statement.setString(1, "a");
        statement.addBatch("DELETE");
        statement.clearBatch();
        statement.clearParameters();
        assertThat(statement.executeBatch()).hasSize(1);
        assertThat(statement.executeQuery()).isInstanceOf(ForwardingResultSet.class);
        driver.failWith(new SQLException("refused"));
        assertThatThrownBy(statement::execute).hasMessage("refused");
    }

    private static final class RecordingHooks extends StatementHooks {
        private final List<String> events = new ArrayList<>();
        private boolean sees = true;

        @Override
        protected void beforeExecution(Statement statement, String sql) {
            events.add("before " + sql);
        }

        @Override
        protected void beforeBatch(Statement statement) {
            events.add("batch");
        }

        @Override
        protected void afterExecution() {
            events.add("after");
        }

        @Override
        protected void afterFailure() {
            events.add("failed");
        }

        @Override
        protected void adding(String sql) {
            events.add("adding " + sql);
        }

        @Override
        protected void added(String sql) {
            events.add("added " + sql);
        }

        @Override
        protected void cleared() {
            events.add("cleared");
        }

        @Override
        protected boolean seesValues() {
            return sees;
        }

        @Override
        protected void bound(int index, Object value) {
            events.add("bound " + index + "=" + value);
        }

        @Override
        protected void bound(int index, long value, String type) {
            events.add("bound " + index + "=" + value);
        }

        @Override
        protected void unbound() {
            events.add("unbound");
        }

        @Override
        protected ResultSet opened(ResultSet result, ForwardingConnection connection, Statement statement)
                throws SQLException {
            events.add("opened");
            return super.opened(result, connection, statement);
        }
    }
}
