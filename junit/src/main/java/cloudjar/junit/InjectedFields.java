package cloudjar.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Fields that were set for a test or a class, to be emptied when it ends. */
final class InjectedFields {
    private record Slot(Field field, @Nullable Object owner) {}

    private final List<Slot> filled = new ArrayList<>();

    /** Fills the static fields that the class itself declares: those of a superclass may be another class's just now. */
    void fillStatic(Class<?> type, Injection injection) {
        fillDeclared(type, null, injection);
    }

    /** Fills the fields of the object, its superclasses' too. */
    void fillInstance(Object owner, Injection injection) {
        for (Class<?> declaring = owner.getClass(); declaring != null; declaring = declaring.getSuperclass()) {
            fillDeclared(declaring, owner, injection);
        }
    }

    private void fillDeclared(Class<?> declaring, @Nullable Object owner, Injection injection) {
        for (Field field : declaring.getDeclaredFields()) {
            int modifiers = field.getModifiers();
            if (Modifier.isStatic(modifiers) == (owner == null)
                    && !Modifier.isFinal(modifiers)
                    && Injection.knows(field.getType())) {
                Slot slot = new Slot(field, owner);
                field.setAccessible(true);
                if (get(slot) == null) {
                    set(slot, injection.value(field.getType()));
                    filled.add(slot);
                }
            }
        }
    }

    /** Whether anything was filled. */
    boolean any() {
        return !filled.isEmpty();
    }

    /** Empties what was filled. */
    void clear() {
        filled.forEach(slot -> set(slot, null));
    }

    private static @Nullable Object get(Slot slot) {
        try {
            return slot.field().get(slot.owner());
        } catch (IllegalAccessException e) {
            throw new ExtensionConfigurationException("cannot read " + slot.field(), e);
        }
    }

    private static void set(Slot slot, @Nullable Object value) {
        try {
            slot.field().set(slot.owner(), value);
        } catch (IllegalAccessException e) {
            throw new ExtensionConfigurationException("cannot set " + slot.field(), e);
        }
    }
}
