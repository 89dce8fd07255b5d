package cloudjar.kernel.store;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How to take a record of one type apart and put it together, by method handles. These are made when they are first used:
 * every table has such shapes from the start, most of which a server in memory never needs, and each handle costs the
 * virtual machine code of its own.
 */
final class RecordShape<R> {
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType CONSTRUCTOR = MethodType.methodType(Object.class, Object[].class);

    private final Class<R> type;
    private final RecordComponent[] components;

    // Two threads may make the same handle: either will do, and handles are immutable, so none is seen half made.
    private final @Nullable MethodHandle[] getters;
    private @Nullable MethodHandle constructor;

    private RecordShape(Class<R> type, RecordComponent[] components) {
        this.type = type;
        this.components = components;
        this.getters = new MethodHandle[components.length];
    }

    static <R> RecordShape<R> of(Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException("no record: " + type);
        }
        return new RecordShape<>(type, components);
    }

    RecordComponent[] components() {
        return components;
    }

    Class<R> type() {
        return type;
    }

    @Nullable
    Object get(R value, int component) {
        MethodHandle getter = getters[component];
        if (getter == null) {
            getter = getter(component);
        }
        try {
            return (Object) getter.invokeExact((Object) value);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private MethodHandle getter(int component) {
        try {
            MethodHandle getter =
                    lookup().unreflect(components[component].getAccessor()).asType(GETTER);
            getters[component] = getter;
            return getter;
        } catch (IllegalAccessException e) {
            throw unreachable(e);
        }
    }

    R create(@Nullable Object[] values) {
        MethodHandle maker = constructor;
        if (maker == null) {
            maker = constructor();
        }
        try {
            return type.cast((Object) maker.invokeExact(values));
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private MethodHandle constructor() {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            MethodHandle maker = lookup().findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(CONSTRUCTOR);
            constructor = maker;
            return maker;
        } catch (ReflectiveOperationException e) {
            throw unreachable(e);
        }
    }

    private MethodHandles.Lookup lookup() throws IllegalAccessException {
        return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    }

    private IllegalStateException unreachable(ReflectiveOperationException e) {
        return new IllegalStateException("a record that cannot be reached: " + type, e);
    }

    /** Accessors and constructors of records declare no checked exceptions, so there is none to lose. */
    private static RuntimeException unchecked(Throwable e) {
        return switch (e) {
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            default -> new IllegalStateException(e);
        };
    }
}
