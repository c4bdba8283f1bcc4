package io.datasafe.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Writes the JDBC classes of {@code io.datasafe.internal.jdbc} that forward each call: one for each interface that
 * leads to a {@link java.sql.Connection}. The build of datasafe-core runs it before it compiles: {@code java
 * ForwardingClasses.java <directory for sources> <this file>}.
 *
 * <p><b>Which interfaces.</b> It follows the return types from {@link javax.sql.DataSource}, and keeps each interface
 * from which further return types reach a connection: DataSource, ConnectionBuilder, Connection, Statement,
 * PreparedStatement, CallableStatement, ResultSet, DatabaseMetaData and Array. A method of these that returns
 * {@code Object} can return one of them too: a {@code refcursor} column is a ResultSet. {@code Wrapping} decides that
 * by the value.
 *
 * <p>The others stay as the driver makes them, since none of their methods returns a connection or what leads to one:
 * <ul>
 *   <li>Savepoint, RowId, ResultSetMetaData, ParameterMetaData, ShardingKey and ShardingKeyBuilder send no SQL of an
 *       application;
 *   <li>Blob, Clob, NClob and SQLXML can send something (large objects are read by function calls), but no SQL either;
 *   <li>Ref and Struct, whose methods return {@code Object}, are not made by the PostgreSQL driver.
 * </ul>
 * The driver also casts some of them to its own classes when it gets them back.
 *
 * <p><b>Which API.</b> That of Java 17, on every JDK: the compiler reads it from the signatures that {@code --release
 * 17} means, without reflection. Methods are sorted, so the output depends on nothing else.
 */
public final class ForwardingClasses {
    private static final String RELEASE = "17";
    private static final String START = "javax.sql.DataSource";
    private static final String GOAL = "java.sql.Connection";
    private static final String PACKAGE = "io.datasafe.internal.jdbc";
    private static final String WRAPPER = "java.sql.Wrapper";
    private static final String ARRAY = "java.sql.Array";
    private static final String STATEMENT = "java.sql.Statement";
    private static final List<String> STATEMENTS =
            List.of(STATEMENT, "java.sql.PreparedStatement", "java.sql.CallableStatement");

    /** How hooks name the types of whole numbers. */
    private static final Map<TypeKind, String> WHOLE =
            Map.of(TypeKind.SHORT, "smallint", TypeKind.INT, "integer", TypeKind.LONG, "bigint");

    private final Elements elements;
    private final Types types;
    private final Map<String, TypeElement> kept = new TreeMap<>();

    private ForwardingClasses(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    /**
     * Writes the classes, unless they are newer than this file.
     *
     * @param args the root of the generated sources, and this file
     * @throws IOException if they cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]).resolve(PACKAGE.replace('.', '/'));
        Path generator = Path.of(args[1]);
        Path stamp = directory.resolve("ForwardingDataSource.java"); // written last
        if (Files.exists(stamp)
                && Files.getLastModifiedTime(stamp).compareTo(Files.getLastModifiedTime(generator)) > 0) {
            return;
        }
        Files.createDirectories(directory);
        for (Map.Entry<String, String> each : sources().entrySet()) {
            Files.writeString(directory.resolve(each.getKey() + ".java"), each.getValue());
        }
    }

    /** Runs the compiler on nothing: its model of the API is all that is wanted. */
    private static Map<String, String> sources() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException(
                    "the forwarding classes are generated with a JDK's compiler: this is a JRE");
        }
        Map<String, String> sources = new LinkedHashMap<>();
        JavaCompiler.CompilationTask task = compiler.getTask(
                null, null, null, List.of("--release", RELEASE, "-proc:only", "-implicit:none"), List.of(START), null);
        task.setProcessors(List.of(new AbstractProcessor() {
            @Override
            public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
                if (!round.processingOver()) {
                    sources.putAll(new ForwardingClasses(processingEnv.getElementUtils(), processingEnv.getTypeUtils())
                            .generate());
                }
                return false;
            }

            @Override
            public Set<String> getSupportedAnnotationTypes() {
                return Set.of("*");
            }

            @Override
            public SourceVersion getSupportedSourceVersion() {
                return SourceVersion.latest();
            }
        }));
        if (!task.call() || sources.isEmpty()) {
            throw new IllegalStateException("the compiler could not read the API of Java " + RELEASE);
        }
        return sources;
    }

    private Map<String, String> generate() {
        keepWhatLeadsToAConnection();
        Map<String, String> sources = new LinkedHashMap<>();
        for (TypeElement type : kept.values()) {
            if (!nameOf(type).equals(START)) {
                sources.put(forwarding(type), classOf(type));
            }
        }
        TypeElement last = elements.getTypeElement(START);
        sources.put(forwarding(last), classOf(last));
        return sources;
    }

    // ---- Which interfaces ----

    private void keepWhatLeadsToAConnection() {
        Map<String, Set<String>> returned = new TreeMap<>();
        explore(elements.getTypeElement(START), returned);
        Set<String> leading = new TreeSet<>(Set.of(GOAL));
        while (returned.entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(leading::contains))
                .map(each -> leading.add(each.getKey()))
                .reduce(false, Boolean::logicalOr)) {
            // once more, until nothing is new
        }
        leading.forEach(name -> kept.put(name, elements.getTypeElement(name)));
    }

    private void explore(TypeElement type, Map<String, Set<String>> returned) {
        Set<String> next = new TreeSet<>();
        if (returned.putIfAbsent(nameOf(type), next) != null) {
            return;
        }
        for (ExecutableElement method : methods(type)) {
            TypeElement result = jdbc(method.getReturnType());
            if (result != null) {
                next.add(nameOf(result));
                explore(result, returned);
            }
        }
    }

    /** An interface of JDBC; null if the type is none. */
    private TypeElement jdbc(TypeMirror type) {
        if (type.getKind() != TypeKind.DECLARED) {
            return null;
        }
        TypeElement element = (TypeElement) types.asElement(type);
        String name = nameOf(element);
        boolean ofJdbc = name.startsWith("java.sql.") || name.startsWith("javax.sql.");
        return ofJdbc && element.getKind().isInterface() ? element : null;
    }

    private static String nameOf(TypeElement type) {
        return type.getQualifiedName().toString();
    }

    /** All methods that an object of the type has, sorted; unwrap and isWrapperFor come from a template. */
    private List<ExecutableElement> methods(TypeElement type) {
        Map<String, ExecutableElement> methods = new TreeMap<>();
        for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(type))) {
            TypeElement owner = ownerOf(method);
            if (owner.getKind().isInterface()
                    && !nameOf(owner).equals(WRAPPER)
                    && !method.getModifiers().contains(Modifier.STATIC)) {
                methods.merge(signature(method), method, this::moreSpecific);
            }
        }
        return List.copyOf(methods.values());
    }

    private static TypeElement ownerOf(ExecutableElement method) {
        return (TypeElement) method.getEnclosingElement();
    }

    private ExecutableElement moreSpecific(ExecutableElement one, ExecutableElement other) {
        return types.isSubtype(ownerOf(one).asType(), ownerOf(other).asType()) ? one : other;
    }

    private String signature(ExecutableElement method) {
        return method.getSimpleName()
                + method.getParameters().stream()
                        .map(each -> types.erasure(each.asType()).toString())
                        .collect(Collectors.joining(",", "(", ")"));
    }

    // ---- A class ----

    private String classOf(TypeElement type) {
        String jdbc = nameOf(type);
        int level = STATEMENTS.indexOf(jdbc);
        String parent = level > 0 ? STATEMENTS.get(level - 1) : null;
        Set<String> inherited = parent == null
                ? Set.of()
                : methods(kept.get(parent)).stream().map(this::signature).collect(Collectors.toSet());
        List<String> members = new ArrayList<>();
        members.add(Templates.frame(type.getSimpleName().toString()));
        if (parent == null && isWrapper(type)) {
            members.add(Templates.wrapper(jdbc, target(type, true), jdbc.equals(STATEMENT)));
        }
        for (ExecutableElement method : methods(type)) {
            if (!inherited.contains(signature(method))) {
                members.add(method(type, method));
            }
        }
        String body = String.join("\n", members);
        return """
                // Generated by ForwardingClasses: change it there.
                package %s;

                import org.jspecify.annotations.NullUnmarked;
                %s
                /** Forwards each call to another {@link %s}, and hands out nothing that leads past this one. */
                @NullUnmarked
                @SuppressWarnings("deprecation")
                public %sclass %s%s implements %s {
                %s}
                """.formatted(
                        PACKAGE,
                        body.contains("@Nullable") ? "import org.jspecify.annotations.Nullable;\n" : "",
                        jdbc,
                        jdbc.equals(GOAL) ? "abstract " : "",
                        forwarding(type),
                        parent == null ? "" : " extends " + forwarding(kept.get(parent)),
                        jdbc,
                        body);
    }

    private boolean isWrapper(TypeElement type) {
        return types.isSubtype(type.asType(), elements.getTypeElement(WRAPPER).asType());
    }

    private static String forwarding(TypeElement type) {
        return "Forwarding" + type.getSimpleName();
    }

    /** What a call goes to. A subclass can refuse each use of a connection, if the method may throw that. */
    private static String target(TypeElement type, boolean throwsSqlException) {
        return nameOf(type).equals(GOAL) && throwsSqlException ? "usable()" : "delegate";
    }

    // ---- A method ----

    private String method(TypeElement type, ExecutableElement method) {
        String typeParameters = method.getTypeParameters().isEmpty()
                ? ""
                : method.getTypeParameters().stream()
                        .map(ForwardingClasses::typeParameter)
                        .collect(Collectors.joining(", ", "<", "> "));
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < method.getParameters().size(); i++) {
            parameters.add(parameterType(method, i) + " p" + (i + 1));
        }
        String thrown =
                method.getThrownTypes().stream().map(TypeMirror::toString).collect(Collectors.joining(", "));
        return """
                    @Override
                    public %s%s %s(%s)%s {
                %s    }
                """.formatted(
                        typeParameters,
                        method.getReturnType(),
                        method.getSimpleName(),
                        String.join(", ", parameters),
                        thrown.isEmpty() ? "" : " throws " + thrown,
                        body(type, method).indent(8));
    }

    private static String typeParameter(TypeParameterElement parameter) {
        String bounds = parameter.getBounds().stream()
                .map(TypeMirror::toString)
                .filter(bound -> !bound.equals("java.lang.Object"))
                .collect(Collectors.joining(" & "));
        return bounds.isEmpty() ? parameter.toString() : parameter + " extends " + bounds;
    }

    private static String parameterType(ExecutableElement method, int index) {
        return method.getParameters().get(index).asType().toString();
    }

    private String body(TypeElement type, ExecutableElement method) {
        String name = method.getSimpleName().toString();
        String call = call(type, method);
        boolean ofStatement = STATEMENTS.contains(nameOf(type));
        if (ofStatement && name.startsWith("execute")) {
            return execution(method, call);
        }
        if (method.getReturnType().getKind() == TypeKind.VOID) {
            return ofStatement ? observed(method, call) : call + ";";
        }
        return switch (nameOf(type) + "." + name) {
            case "java.sql.Statement.getConnection", "java.sql.DatabaseMetaData.getConnection" -> "return connection;";
            case "java.sql.ResultSet.getStatement" -> Templates.GET_STATEMENT;
            default -> result(type, method, call);
        };
    }

    /** The arguments go on as they are, but for an array: the driver knows its own ones only. */
    private String call(TypeElement type, ExecutableElement method) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < method.getParameters().size(); i++) {
            String parameter = parameterType(method, i);
            if (kept.containsKey(parameter) && !parameter.equals(ARRAY)) {
                throw new IllegalStateException(type + "." + method + " takes a " + parameter
                        + ", which can be a forwarding one: say how the driver gets its own");
            }
            boolean perhapsArray = parameter.equals(ARRAY) || parameter.equals("java.lang.Object");
            arguments.add(perhapsArray ? "Wrapping.unwrapped(p" + (i + 1) + ")" : "p" + (i + 1));
        }
        boolean throwsSqlException = method.getThrownTypes().stream()
                .anyMatch(each -> each.toString().equals("java.sql.SQLException"));
        return target(type, throwsSqlException) + "." + method.getSimpleName() + "(" + String.join(", ", arguments)
                + ")";
    }

    private static String execution(ExecutableElement method, String call) {
        String name = method.getSimpleName().toString();
        String before = name.endsWith("Batch") ? "beforeBatch(this)" : "beforeExecution(this, " + sql(method) + ")";
        TypeMirror result = method.getReturnType();
        boolean opens = result.toString().equals("java.sql.ResultSet");
        return Templates.EXECUTION.formatted(
                before, result, call, opens ? "Wrapping.opened(hooks, result, connection, this)" : "result");
    }

    /** The SQL text that a method is given; null if it has none. */
    private static String sql(ExecutableElement method) {
        boolean given =
                !method.getParameters().isEmpty() && parameterType(method, 0).equals("java.lang.String");
        return given ? "p1" : "null";
    }

    /**
     * What fills batches and binds values. Hooks do not see values that are bound by name: only procedures have
     * those.
     */
    private static String observed(ExecutableElement method, String call) {
        String name = method.getSimpleName().toString();
        boolean binds = nameOf(ownerOf(method)).equals("java.sql.PreparedStatement") && name.startsWith("set");
        if (binds) {
            String type = WHOLE.get(method.getParameters().get(1).asType().getKind());
            boolean toNull = name.equals("setNull");
            String value = toNull ? "null" : type == null ? "p2" : "p2, \"" + type + "\"";
            return call + ";\nif (hooks.seesValues()) {\n    hooks.bound(p1, " + value + ");\n}";
        }
        return switch (name) {
            case "addBatch" ->
                (sql(method).equals("null") ? "" : "hooks.adding(p1);\n") + call + ";\nhooks.added(" + sql(method)
                        + ");";
            case "clearBatch" -> call + ";\nhooks.cleared();";
            case "clearParameters" -> call + ";\nhooks.unbound();";
            default -> call + ";";
        };
    }

    private String result(TypeElement type, ExecutableElement method, String call) {
        TypeMirror returned = method.getReturnType();
        String connection = nameOf(type).equals(GOAL) ? "this" : "connection";
        if (returned.getKind() == TypeKind.TYPEVAR) {
            return "return Wrapping.object(" + call + ", p"
                    + method.getParameters().size() + ", connection);";
        }
        return switch (returned.toString()) {
            case "java.lang.Object" -> "return Wrapping.object(" + call + ", connection);";
            case ARRAY -> "return Wrapping.array(" + call + ", " + connection + ");";
            case "java.sql.ResultSet" ->
                STATEMENTS.contains(nameOf(type))
                        ? "return Wrapping.opened(hooks, " + call + ", connection, this);"
                        : "return Wrapping.result(" + call + ", connection);";
            case "java.sql.DatabaseMetaData" -> "return new ForwardingDatabaseMetaData(" + call + ", this);";
            case "java.sql.Statement", "java.sql.PreparedStatement", "java.sql.CallableStatement" ->
                "StatementHooks hooks = statementHooks("
                        + sql(method) + ");\nreturn new " + forwarding(kept.get(returned.toString())) + "(" + call
                        + ", this, hooks);";
            case "java.sql.ConnectionBuilder" ->
                nameOf(type).equals(START)
                        ? "return new ForwardingConnectionBuilder(" + call + ", this);"
                        : "return same(" + call + ");";
            case GOAL -> Templates.CONNECT.formatted(nameOf(type).equals(START) ? "" : "source.", call);
            default -> "return " + call + ";";
        };
    }

    /** What no method of the API says: fields, constructors, and what subclasses decide. */
    private static final class Templates {
        static final String EXECUTION = """
                hooks.%s;
                %s result;
                try {
                    result = %s;
                } catch (Throwable e) {
                    hooks.afterFailure();
                    throw e;
                }
                hooks.afterExecution();
                return %s;""";

        static final String GET_STATEMENT = """
                if (statement == null) {
                    statement = Wrapping.statement(delegate.getStatement(), connection);
                }
                return statement;""";

        static final String CONNECT = """
                java.sql.Connection current = %1$scurrentConnection();
                return current == null ? %1$swrap(%2$s) : current;""";

        private static final String DATA_SOURCE = """
                    private final javax.sql.DataSource delegate;

                    /**
                     * Forwards to a data source.
                     *
                     * @param delegate gets the calls
                     */
                    protected ForwardingDataSource(javax.sql.DataSource delegate) {
                        this.delegate = delegate;
                    }

                    /** {@return the data source that gets the calls} */
                    protected final javax.sql.DataSource delegate() {
                        return delegate;
                    }

                    /**
                     * Gives the connection that the caller works with already. Called before the delegate is asked.
                     *
                     * @return the connection to hand out; null to ask the delegate
                     * @throws java.sql.SQLException to refuse
                     */
                    protected java.sql.@Nullable Connection currentConnection() throws java.sql.SQLException {
                        return null;
                    }

                    /**
                     * Wraps a new connection.
                     *
                     * @param connection the delegate's
                     * @return the connection to hand out; here the delegate's own
                     * @throws java.sql.SQLException if it cannot be wrapped
                     */
                    protected java.sql.Connection wrap(java.sql.Connection connection) throws java.sql.SQLException {
                        return connection;
                    }

                    @Override
                    public String toString() {
                        return getClass().getSimpleName() + "[" + delegate + "]";
                    }
                """;

        private static final String CONNECTION_BUILDER = """
                    private final java.sql.ConnectionBuilder delegate;
                    private final ForwardingDataSource source;

                    ForwardingConnectionBuilder(java.sql.ConnectionBuilder delegate, ForwardingDataSource source) {
                        this.delegate = delegate;
                        this.source = source;
                    }

                    private java.sql.ConnectionBuilder same(java.sql.ConnectionBuilder builder) {
                        return builder == delegate ? this : new ForwardingConnectionBuilder(builder, source);
                    }

                    @Override
                    public String toString() {
                        return delegate.toString();
                    }
                """;

        private static final String CONNECTION = """
                    private final java.sql.Connection delegate;

                    /**
                     * Forwards to a connection.
                     *
                     * @param delegate gets the calls
                     */
                    protected ForwardingConnection(java.sql.Connection delegate) {
                        this.delegate = delegate;
                    }

                    /** {@return the connection that gets the calls} */
                    protected final java.sql.Connection delegate() {
                        return delegate;
                    }

                    /**
                     * Checks that the connection may be used. Called before each call that may throw an SQLException.
                     *
                     * @return the delegate
                     * @throws java.sql.SQLException if it may not be used now
                     */
                    protected java.sql.Connection usable() throws java.sql.SQLException {
                        return delegate;
                    }

                    /**
                     * Says what follows a statement. Called before the delegate makes the statement.
                     *
                     * @param sql the SQL text that it is prepared from; null if it gets its SQL later, or nobody knows
                     * @return the hooks of that statement
                     * @throws java.sql.SQLException if it may not be made
                     */
                    protected abstract StatementHooks statementHooks(@Nullable String sql) throws java.sql.SQLException;

                    @Override
                    public String toString() {
                        return delegate.toString();
                    }
                """;

        private static final String STATEMENT = """
                    final ForwardingConnection connection;
                    final StatementHooks hooks;
                    private final java.sql.Statement delegate;

                    /**
                     * Forwards to a statement.
                     *
                     * @param delegate gets the calls
                     * @param connection the connection that the statement belongs to
                     * @param hooks follow it
                     */
                    public ForwardingStatement(
                            java.sql.Statement delegate, ForwardingConnection connection, StatementHooks hooks) {
                        this.delegate = delegate;
                        this.connection = connection;
                        this.hooks = hooks;
                    }

                    @Override
                    public String toString() {
                        return delegate.toString();
                    }
                """;

        private static final String PREPARED = """
                    private final java.sql.%1$s delegate;

                    /**
                     * Forwards to a statement.
                     *
                     * @param delegate gets the calls
                     * @param connection the connection that the statement belongs to
                     * @param hooks follow it
                     */
                    public Forwarding%1$s(
                            java.sql.%1$s delegate, ForwardingConnection connection, StatementHooks hooks) {
                        super(delegate, connection, hooks);
                        this.delegate = delegate;
                    }
                """;

        private static final String RESULT_SET = """
                    private final java.sql.ResultSet delegate;
                    private final ForwardingConnection connection;
                    private java.sql.@Nullable Statement statement;

                    /**
                     * Forwards to a result.
                     *
                     * @param delegate gets the calls
                     * @param connection the connection that the result comes from
                     * @param statement the statement that gave it; null if only the delegate knows
                     */
                    public ForwardingResultSet(
                            java.sql.ResultSet delegate,
                            ForwardingConnection connection,
                            java.sql.@Nullable Statement statement) {
                        this.delegate = delegate;
                        this.connection = connection;
                        this.statement = statement;
                    }

                    /** {@return the result that gets the calls} */
                    protected final java.sql.ResultSet delegate() {
                        return delegate;
                    }

                    @Override
                    public String toString() {
                        return delegate.toString();
                    }
                """;

        private static final String REACHED = """
                    private final java.sql.%1$s delegate;
                    private final ForwardingConnection connection;

                    /**
                     * Forwards to an object of a connection.
                     *
                     * @param delegate gets the calls
                     * @param connection the connection that it comes from
                     */
                    public Forwarding%1$s(java.sql.%1$s delegate, ForwardingConnection connection) {
                        this.delegate = delegate;
                        this.connection = connection;
                    }

                    /** {@return the object that gets the calls} */
                    protected final java.sql.%1$s delegate() {
                        return delegate;
                    }

                    @Override
                    public String toString() {
                        return delegate.toString();
                    }
                """;

        private Templates() {}

        static String frame(String type) {
            return switch (type) {
                case "DataSource" -> DATA_SOURCE;
                case "ConnectionBuilder" -> CONNECTION_BUILDER;
                case "Connection" -> CONNECTION;
                case "Statement" -> STATEMENT;
                case "PreparedStatement", "CallableStatement" -> PREPARED.formatted(type);
                case "ResultSet" -> RESULT_SET;
                case "DatabaseMetaData", "Array" -> REACHED.formatted(type);
                default ->
                    throw new IllegalStateException(
                            type + " leads to a connection: say what its forwarding class needs to know");
            };
        }

        /**
         * The outermost object of the type wins. By a statement's hooks, which can be reached, a layer sees that it
         * is there.
         */
        static String wrapper(String type, String target, boolean hooked) {
            return """
                        @Override
                        public <T> T unwrap(Class<T> type) throws java.sql.SQLException {
                            if (type.isInstance(this)) {
                                return type.cast(this);
                            }
                    %s        %s target = %s;
                            return type.isInstance(target) ? type.cast(target) : target.unwrap(type);
                        }

                        @Override
                        public boolean isWrapperFor(Class<?> type) throws java.sql.SQLException {
                            if (type.isInstance(this)%s) {
                                return true;
                            }
                            %s target = %s;
                            return type.isInstance(target) || target.isWrapperFor(type);
                        }
                    """.formatted(
                            hooked ? """
                                              if (type.isInstance(hooks)) {
                                                  return type.cast(hooks);
                                              }
                                      """ : "", type, target, hooked ? " || type.isInstance(hooks)" : "", type, target);
        }
    }
}
