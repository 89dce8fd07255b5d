package cloudjar.services;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.api.ssm.Ssm;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A start does not pay for what is not called: the generated switches are of a form whose verification loads none of the classes in
 * them. Without it half of all classes of a start were inputs and outputs that nobody had asked for.
 */
final class ApiLoadingTest {
    @Test
    void factsOfAServiceLoadNoneOfItsStructures() throws ClassNotFoundException {
        Recorder recorder = new Recorder(Ssm.class.getPackageName());

        Class.forName(Ssm.class.getName(), true, recorder);

        assertThat(recorder.loaded).contains("SsmApi");
        assertThat(recorder.loaded)
                .filteredOn(name -> name.endsWith("Request") || name.endsWith("Result") || name.endsWith("Response"))
                .isEmpty();
    }

    /** Loads the classes of one package itself and keeps their names. */
    private static final class Recorder extends ClassLoader {
        private final String prefix;
        private final List<String> loaded = new ArrayList<>();

        Recorder(String packageName) {
            super(ApiLoadingTest.class.getClassLoader());
            this.prefix = packageName + ".";
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(prefix)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> found = findLoadedClass(name);
                return found == null ? define(name) : found;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                loaded.add(name.substring(prefix.length()));
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
