package cloudjar.services.kms;

import cloudjar.api.kms.Kms;
import cloudjar.api.kms.KmsOf;
import cloudjar.kernel.call.Wiring;

/** KMS, put together from its groups of operations. */
public final class KmsService {
    private KmsService() {}

    /** The service. */
    public static Kms of(Wiring wiring) {
        wiring.access().rules(Kms.API.id(), KmsIam.RULES);
        wiring.access().policies("kms", new KeyAccess());
        Materials materials = new Materials(wiring.vault());
        Keyring keyring = new Keyring(materials);
        new KmsTimers(materials).register(wiring.timers());
        return new KmsOf(
                new KeyOperations(wiring.limits(), materials, keyring),
                new KeyUsageOperations(),
                new PolicyOperations(),
                new AliasOperations(),
                new GrantOperations(),
                new RotationOperations(materials),
                new ImportOperations(materials),
                new MultiRegionOperations(),
                new CiphertextOperations(keyring),
                new DataKeyOperations(keyring),
                new SignatureOperations(keyring),
                new MacOperations(keyring),
                new TagOperations(),
                new KeyStoreOperations());
    }
}
