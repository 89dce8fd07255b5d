package cloudjar.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the world of every test begins with.
 *
 * <ul>
 *   <li>On a static method of a test class: it runs once, before the class's first test, and takes what tests take.
 *       Several run in no order that may be relied on.
 *   <li>On a test class, naming a {@link WorldPreparation}: it runs once for all classes that name it.
 * </ul>
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface PreparedWorld {
    /** On a class, who prepares the world; on a method, nothing. */
    Class<? extends WorldPreparation> value() default WorldPreparation.class;
}
