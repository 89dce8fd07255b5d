package cloudjar.kernel.store;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How to take a record of one type apart and put it together, by method handles. */
final class RecordShape<R> {
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType CONSTRUCTOR = MethodType.methodType(Object.class, Object[].class);

    private final Class<R> type;
    private final RecordComponent[] components;
    private final MethodHandle[] getters;
    private final MethodHandle constructor;

    private RecordShape(Class<R> type, RecordComponent[] components, MethodHandle[] getters, MethodHandle constructor) {
        this.type = type;
        this.components = components;
        this.getters = getters;
        this.constructor = constructor;
    }

    static <R> RecordShape<R> of(Class<R> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException("no record: " + type);
        }
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            MethodHandle[] getters = new MethodHandle[components.length];
            for (int i = 0; i < getters.length; i++) {
                getters[i] = lookup.unreflect(components[i].getAccessor()).asType(GETTER);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            MethodHandle constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(CONSTRUCTOR);
            return new RecordShape<>(type, components, getters, constructor);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("a record that cannot be reached: " + type, e);
        }
    }

    RecordComponent[] components() {
        return components;
    }

    Class<R> type() {
        return type;
    }

    @Nullable
    Object get(R value, int component) {
        try {
            return (Object) getters[component].invokeExact((Object) value);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    R create(@Nullable Object[] values) {
        try {
            return type.cast((Object) constructor.invokeExact(values));
        } catch (Throwable e) {
            throw unchecked(e);
        }
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
