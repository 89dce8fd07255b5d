package cloudjar.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives every test of the class a cloud of its own, in this JVM and without a port.
 *
 * {@snippet :
 * @Cloudjar
 * class OrdersTest {
 *     @PreparedWorld
 *     static void queue(SqsClient sqs) {
 *         sqs.createQueue(request -> request.queueName("orders"));
 *     }
 *
 *     @Test
 *     void anOrderIsQueued(SqsClient sqs, CloudWorld world) {
 *         // a fork of the prepared world, which no other test sees
 *     }
 * }
 * }
 *
 * <p>Parameters of test and lifecycle methods, and fields that are neither final nor set, are injected where their type is
 * {@link CloudWorld}, {@link cloudjar.kernel.clock.Clock}, or any client of the AWS SDK for Java v2 ({@code SqsClient},
 * {@code S3AsyncClient}). In static fields, {@code @BeforeAll} and {@code @PreparedWorld} they belong to the class's
 * world, from which each test's world is forked when the test begins; elsewhere to the test's own. Worlds and clients are
 * closed with the test or class they belong to. Tests may run in parallel; constructors take nothing.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CloudjarExtension.class)
public @interface Cloudjar {
    /** The account of injected clients: 12 digits. */
    String account() default CloudWorld.ACCOUNT;

    /** The region of injected clients. */
    String region() default CloudWorld.REGION;

    /** What becomes of calls that policies do not allow. A nested class has what the class around it has. */
    Permissions iam() default Permissions.AUDIT;
}
