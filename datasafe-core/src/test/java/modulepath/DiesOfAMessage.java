package modulepath;

import io.datasafe.outbox.Message;
import io.datasafe.outbox.OutboxEvent.SetAside;
import io.datasafe.outbox.OutboxReader;
import java.lang.reflect.Proxy;
import java.sql.DriverManager;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/** An application that delivers messages until one of them ends its JVM. */
public final class DiesOfAMessage {
    private DiesOfAMessage() {}

    public static void main(String[] args) throws InterruptedException {
        DataSource dataSource = (DataSource) Proxy.newProxyInstance(
                DiesOfAMessage.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, none) -> DriverManager.getConnection(args[0], args[1], args[2]));
        CountDownLatch last = new CountDownLatch(1);
        OutboxReader reader = OutboxReader.on(dataSource, message -> deliver(message, last))
                .attempts(3)
                .listener(event -> {
                    if (event instanceof SetAside e) {
                        System.out.println("SetAside " + e.attempts() + " " + e.cause());
                    }
                })
                .start();
        last.await();
        reader.close();
    }

    private static void deliver(Message message, CountDownLatch last) {
        System.out.println(message.payload());
        if (message.payload().equals("kill")) {
            Runtime.getRuntime().halt(1);
        } else if (message.payload().equals("a3")) {
            last.countDown();
        }
    }
}
