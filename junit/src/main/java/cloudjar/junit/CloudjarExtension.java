package cloudjar.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * What {@link Cloudjar} says, carried out: one cloud for the run, one world for each class, a fork of it for each test.
 *
 * <p>Only what both JUnit 5.9 and JUnit 6 have is called.
 */
public final class CloudjarExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(CloudjarExtension.class);

    /** Made by JUnit. */
    public CloudjarExtension() {}

    /** What a class or a test has, under the key {@code Injection.class} of its store and, by default, of its parents'. */
    private record Holding(ExtensionContext context, Injection injection, InjectedFields fields) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        Cloudjar settings = settings(context);
        CloudWorld world = worldOfClass(context, type);
        Injection injection = new Injection(world, settings.account(), settings.region());
        InjectedFields fields = new InjectedFields();
        hold(new Holding(context, injection, fields));
        for (Method method :
                AnnotationSupport.findAnnotatedMethods(type, PreparedWorld.class, HierarchyTraversalMode.TOP_DOWN)) {
            prepare(method, injection);
        }
        fields.fillStatic(type, injection);
    }

    /** A class begins with what it names, else with what the class around it has, else with nothing. */
    private static CloudWorld worldOfClass(ExtensionContext context, Class<?> type) {
        Optional<Class<? extends WorldPreparation>> preparation = preparation(type);
        Holding enclosing = held(context);
        Permissions iam = settings(context).iam();
        if (enclosing != null && settings(enclosing.context()).iam() != iam) {
            throw new ExtensionConfigurationException(type + " has other permissions than the class around it");
        }
        return enclosing == null || preparation.isPresent()
                ? cloud(context, iam).world(preparation)
                : enclosing.injection().world().fork();
    }

    private static void prepare(Method method, Injection injection) {
        if (!Modifier.isStatic(method.getModifiers())) {
            throw new ExtensionConfigurationException("@PreparedWorld is for static methods: " + method);
        }
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = method.getParameterTypes()[i];
            if (!Injection.knows(type)) {
                throw new ExtensionConfigurationException("nothing of type " + type.getName() + " for " + method);
            }
            arguments[i] = injection.value(type);
        }
        ReflectionSupport.invokeMethod(method, null, arguments);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        boolean shared = context.getTestInstanceLifecycle().orElse(TestInstance.Lifecycle.PER_METHOD)
                == TestInstance.Lifecycle.PER_CLASS;
        Injection ofClass = required(context).injection();
        Injection injection = new Injection(ofClass.world().fork(), ofClass.account(), ofClass.region());
        InjectedFields fields = new InjectedFields();
        hold(new Holding(context, injection, fields));
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            fields.fillInstance(instance, injection);
        }
        if (shared && fields.any() && context.getExecutionMode() == ExecutionMode.CONCURRENT) {
            fields.clear();
            throw new ExtensionConfigurationException(
                    "tests that run in parallel on one instance cannot have their clients in its fields: take parameters");
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end(context);
    }

    private static void end(ExtensionContext context) {
        Holding own = held(context);
        // Where beforeEach failed before it held anything, what is found is the class's.
        if (own != null && own.context() == context) {
            store(context).remove(Injection.class);
            own.fields().clear();
            own.injection().world().drop();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Injection.knows(parameter.getParameter().getType())
                && !(parameter.getDeclaringExecutable() instanceof Constructor);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return required(context).injection().value(parameter.getParameter().getType());
    }

    private static RunningCloud cloud(ExtensionContext context, Permissions iam) {
        ExtensionContext.Store ofRun = store(context.getRoot());
        return getOrMake(ofRun, iam);
    }

    // Its successor is not in JUnit 5.
    @SuppressWarnings("deprecation")
    private static RunningCloud getOrMake(ExtensionContext.Store ofRun, Permissions iam) {
        return Objects.requireNonNull(
                ofRun.getOrComputeIfAbsent(iam, key -> new RunningCloud(key), RunningCloud.class));
    }

    private static Cloudjar settings(ExtensionContext context) {
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            Optional<Cloudjar> found =
                    at.get().getTestClass().flatMap(type -> AnnotationSupport.findAnnotation(type, Cloudjar.class));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new ExtensionConfigurationException("CloudjarExtension is switched on by @Cloudjar");
    }

    private static Optional<Class<? extends WorldPreparation>> preparation(Class<?> type) {
        Optional<PreparedWorld> prepared = AnnotationSupport.findAnnotation(type, PreparedWorld.class);
        if (prepared.isPresent() && prepared.get().value() == WorldPreparation.class) {
            throw new ExtensionConfigurationException("@PreparedWorld on " + type + " names who prepares the world");
        }
        return prepared.map(PreparedWorld::value);
    }

    private static void hold(Holding holding) {
        store(holding.context()).put(Injection.class, holding);
    }

    private static Holding required(ExtensionContext context) {
        Holding holding = held(context);
        if (holding == null) {
            throw new ExtensionConfigurationException("a world is there from before @BeforeAll on");
        }
        return holding;
    }

    private static @Nullable Holding held(ExtensionContext context) {
        return store(context).get(Injection.class, Holding.class);
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
