package cloudjar.services.kms;

import java.security.GeneralSecurityException;
import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Where algorithms come from: the JDK, and BouncyCastle for what it lacks, loaded when it is first needed. */
final class Crypto {
    private Crypto() {}

    /** A step that the JDK declares to fail for reasons that cannot be: an algorithm or a padding that is always there. */
    @FunctionalInterface
    interface Step<T> {
        T take() throws GeneralSecurityException;
    }

    static <T> T sure(Step<T> step) {
        try {
            return step.take();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an algorithm that is always there is not", e);
        }
    }

    static Provider bouncyCastle() {
        return Holder.PROVIDER;
    }

    private static final class Holder {
        static final Provider PROVIDER = new BouncyCastleProvider();

        private Holder() {}
    }
}
