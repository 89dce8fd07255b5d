package cloudjar.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import com.amazon.sqs.javamessaging.ProviderConfiguration;
import com.amazon.sqs.javamessaging.SQSConnection;
import com.amazon.sqs.javamessaging.SQSConnectionFactory;
import com.amazon.sqs.javamessaging.SQSSession;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** AWS's JMS provider, as applications use it: a queue is a JMS destination. */
class JmsTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final long PATIENCE_MILLIS = 20_000;

    private TestWorld world;
    private SqsClient sqs;
    private SQSConnection connection;

    @BeforeEach
    void connect(TestWorld given) throws JMSException {
        world = given;
        sqs = world.client(SqsClient.builder());
        ProviderConfiguration asked = new ProviderConfiguration().withNumberOfMessagesToPrefetch(0);
        connection = new SQSConnectionFactory(asked, sqs).createConnection();
        connection.start();
    }

    /** Closing waits for the long poll that a consumer has begun, or is about to begin: time goes on until it is over. */
    @AfterEach
    void close() throws Exception {
        connection.stop();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> closing = threads.submit(() -> {
                connection.close();
                return null;
            });
            do {
                world.clock().advance(Duration.ofSeconds(21));
            } while (!isOver(closing));
        }
    }

    /** Waits a moment for it. */
    private static boolean isOver(Future<?> work) throws InterruptedException, ExecutionException {
        try {
            work.get(20, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private long waiting(String queue) {
        return Long.parseLong(sqs
                .getQueueAttributes(get -> get.queueUrl(url(queue))
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .reduce("0", (a, b) -> Long.toString(Long.parseLong(a) + Long.parseLong(b))));
    }

    private String url(String queue) {
        return sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();
    }

    private static Message receive(MessageConsumer consumer) throws JMSException {
        Message message = consumer.receive(PATIENCE_MILLIS);
        assertThat(message).isNotNull();
        return message;
    }

    @Test
    void messagesOfEveryKindGoThroughAndAreAcknowledged() throws JMSException {
        sqs.createQueue(create -> create.queueName("orders"));
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("orders");
        MessageProducer producer = session.createProducer(queue);
        TextMessage text = session.createTextMessage("héllo");
        text.setIntProperty("number", 42);
        text.setStringProperty("colour", "red");
        text.setJMSCorrelationID("c-1");
        producer.send(text);
        BytesMessage bytes = session.createBytesMessage();
        bytes.writeBytes(new byte[] {0, 1, -1});
        producer.send(bytes);
        producer.send(session.createObjectMessage(new ArrayList<>(List.of("a", "b"))));

        MessageConsumer consumer = session.createConsumer(queue);
        TextMessage first = (TextMessage) receive(consumer);
        assertThat(first.getText()).isEqualTo("héllo");
        assertThat(first.getIntProperty("number")).isEqualTo(42);
        assertThat(first.getStringProperty("colour")).isEqualTo("red");
        assertThat(first.getJMSCorrelationID()).isEqualTo("c-1");
        assertThat(first.getJMSRedelivered()).isFalse();
        BytesMessage second = (BytesMessage) receive(consumer);
        byte[] read = new byte[3];
        second.readBytes(read);
        assertThat(read).containsExactly(0, 1, -1);
        assertThat(((ObjectMessage) receive(consumer)).getObject()).isEqualTo(List.of("a", "b"));
        assertThat(Set.of(waiting("orders"))).containsExactly(0L);
    }

    /** What is not acknowledged comes again, and says so. */
    @Test
    void messagesThatAreRecoveredComeAgain() throws JMSException {
        sqs.createQueue(create -> create.queueName("orders"));
        Session session = connection.createSession(false, SQSSession.UNORDERED_ACKNOWLEDGE);
        Queue queue = session.createQueue("orders");
        session.createProducer(queue).send(session.createTextMessage("one"));
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(((TextMessage) receive(consumer)).getText()).isEqualTo("one");
        session.recover();

        Message again = receive(consumer);
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
        again.acknowledge();
        assertThat(waiting("orders")).isZero();
    }

    @Test
    void aFifoQueueKeepsTheOrderOfItsGroupsForAListener() throws Exception {
        sqs.createQueue(create -> create.queueName("orders.fifo")
                .attributes(Map.of(
                        QueueAttributeName.FIFO_QUEUE, "true",
                        QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true")));
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("orders.fifo");
        MessageProducer producer = session.createProducer(queue);
        for (String body : List.of("1", "2", "3")) {
            TextMessage message = session.createTextMessage(body);
            message.setStringProperty("JMSXGroupID", "g");
            producer.send(message);
        }
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        session.createConsumer(queue).setMessageListener(heard::add);
        for (String body : List.of("1", "2", "3")) {
            Message message = heard.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            assertThat(message).isInstanceOf(TextMessage.class);
            assertThat(((TextMessage) message).getText()).isEqualTo(body);
            assertThat(message.getStringProperty("JMSXGroupID")).isEqualTo("g");
        }
    }
}
