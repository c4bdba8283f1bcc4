package io.datasafe.internal.jdbc;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URL;
import java.sql.Date;
import java.sql.RowIdLifetime;
import java.sql.SQLWarning;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntFunction;
import java.util.logging.Logger;

/** Stands for the driver: keeps each call, and answers with a value that nobody else has. */
final class Recording implements InvocationHandler {
    /** A call that has arrived, with what it was answered. */
    record Call(Method method, List<Object> arguments, Object answer) {}

    /** Each number gives another value. */
    private static final Map<Class<?>, IntFunction<Object>> VALUES = Map.ofEntries(
            Map.entry(boolean.class, n -> true),
            Map.entry(byte.class, n -> (byte) n),
            Map.entry(short.class, n -> (short) n),
            Map.entry(int.class, n -> n),
            Map.entry(long.class, n -> (long) n),
            Map.entry(float.class, n -> (float) n),
            Map.entry(double.class, n -> (double) n),
            Map.entry(String.class, n -> "text " + n),
            Map.entry(Object.class, n -> "object " + n),
            Map.entry(Class.class, n -> String.class),
            Map.entry(BigDecimal.class, BigDecimal::valueOf),
            Map.entry(Date.class, n -> new Date(n)),
            Map.entry(Time.class, n -> new Time(n)),
            Map.entry(Timestamp.class, n -> new Timestamp(n)),
            Map.entry(Calendar.class, n -> Calendar.getInstance()),
            Map.entry(Map.class, n -> new HashMap<>(Map.of("n", n))),
            Map.entry(Properties.class, n -> new Properties()),
            Map.entry(InputStream.class, n -> InputStream.nullInputStream()),
            Map.entry(Reader.class, n -> new StringReader("reader " + n)),
            Map.entry(Writer.class, n -> new StringWriter()),
            Map.entry(PrintWriter.class, n -> new PrintWriter(new StringWriter())),
            Map.entry(SQLWarning.class, n -> new SQLWarning("warning " + n)),
            Map.entry(RowIdLifetime.class, n -> RowIdLifetime.ROWID_VALID_FOREVER),
            Map.entry(Logger.class, n -> Logger.getAnonymousLogger()),
            Map.entry(URL.class, Recording::url));

    private final List<Call> calls = new ArrayList<>();
    private Throwable failure;
    private int values = 10;

    /** Everything fails from now on. */
    void failWith(Throwable thrown) {
        failure = thrown;
    }

    List<Call> takeCalls() {
        List<Call> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    <T> T stub(Class<T> type, Class<?>... more) {
        List<Class<?>> all = new ArrayList<>(List.of(more));
        all.add(0, type);
        Object stub = Proxy.newProxyInstance(Recording.class.getClassLoader(), all.toArray(Class[]::new), this);
        return type.cast(stub);
    }

    @Override
    public Object invoke(Object stub, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "hashCode" -> {
                return System.identityHashCode(stub);
            }
            case "equals" -> {
                return stub == arguments[0];
            }
            case "toString" -> {
                return "stub " + System.identityHashCode(stub);
            }
            default -> {
                if (failure != null) {
                    throw failure;
                }
                Object answer = method.getReturnType() == void.class ? null : value(method.getReturnType());
                calls.add(new Call(method, arguments == null ? List.of() : List.of(arguments), answer));
                return answer;
            }
        }
    }

    /** A value of a type, another one each time, as far as the type has several. */
    Object value(Class<?> type) {
        int n = ++values;
        IntFunction<Object> known = VALUES.get(type);
        if (known != null) {
            return known.apply(n);
        }
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            Array.set(array, 0, value(type.getComponentType()));
            return array;
        }
        if (!type.isInterface()) {
            throw new AssertionError("say what a " + type + " is");
        }
        return stub(type);
    }

    private static URL url(int n) {
        try {
            return new URL("http", "localhost", n, "/");
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }
}
