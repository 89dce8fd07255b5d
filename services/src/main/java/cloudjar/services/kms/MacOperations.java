package cloudjar.services.kms;

import cloudjar.api.kms.GenerateMacRequest;
import cloudjar.api.kms.GenerateMacResponse;
import cloudjar.api.kms.Macs;
import cloudjar.api.kms.VerifyMacRequest;
import cloudjar.api.kms.VerifyMacResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Message authentication codes. */
final class MacOperations implements Macs {
    private final Keyring keyring;

    MacOperations(Keyring keyring) {
        this.keyring = keyring;
    }

    @Override
    public GenerateMacResponse generateMac(GenerateMacRequest in, Call call) {
        Keyring.Loaded loaded = keyring.load(call, in.keyId(), KeyKind.Usage.MAC, "GenerateMac", in.macAlgorithm());
        Keyring.stopDryRun(in.dryRun());
        Bytes made = Bytes.wrap(mac(loaded, in.message()));
        KeyUses.note(call, loaded.key(), "GenerateMac");
        return GenerateMacResponse.builder()
                .keyId(loaded.key().arn())
                .mac(made)
                .macAlgorithm(in.macAlgorithm())
                .build();
    }

    @Override
    public VerifyMacResponse verifyMac(VerifyMacRequest in, Call call) {
        Keyring.Loaded loaded = keyring.load(call, in.keyId(), KeyKind.Usage.MAC, "VerifyMac", in.macAlgorithm());
        Keyring.stopDryRun(in.dryRun());
        if (!MessageDigest.isEqual(mac(loaded, in.message()), in.mac().toArray())) {
            throw KmsErrors.mac();
        }
        KeyUses.note(call, loaded.key(), "VerifyMac");
        return VerifyMacResponse.builder()
                .keyId(loaded.key().arn())
                .macValid(true)
                .macAlgorithm(in.macAlgorithm())
                .build();
    }

    private byte[] mac(Keyring.Loaded loaded, Bytes message) {
        String name = loaded.key().kind().parameter();
        byte[] secret = keyring.secret(loaded).toArray();
        return Crypto.sure(() -> {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret, name));
            return mac.doFinal(message.toArray());
        });
    }
}
