package cloudjar.services.kms;

import cloudjar.api.kms.DeleteImportedKeyMaterialRequest;
import cloudjar.api.kms.DeleteImportedKeyMaterialResponse;
import cloudjar.api.kms.GetParametersForImportRequest;
import cloudjar.api.kms.GetParametersForImportResponse;
import cloudjar.api.kms.ImportKeyMaterialRequest;
import cloudjar.api.kms.ImportKeyMaterialResponse;
import cloudjar.api.kms.ImportedMaterials;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.kms.KmsTables.PartKey;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Material that comes from outside, wrapped for the way. */
final class ImportOperations implements ImportedMaterials {
    private static final String EXPIRES = "KEY_MATERIAL_EXPIRES";
    private static final String NEW = "NEW_KEY_MATERIAL";
    private static final int TOKEN_HEX = 64;

    private final Materials materials;

    ImportOperations(Materials materials) {
        this.materials = materials;
    }

    @Override
    public GetParametersForImportResponse getParametersForImport(GetParametersForImportRequest in, Call call) {
        KeyKind wrapping = KeyKind.of(in.wrappingKeySpec());
        boolean sm2 = in.wrappingAlgorithm().equals("SM2PKE");
        if (sm2 != (wrapping == KeyKind.SM2)) {
            throw KmsErrors.validation("WrappingAlgorithm " + in.wrappingAlgorithm() + " is not compatible with"
                    + " WrappingKeySpec " + in.wrappingKeySpec());
        }
        if (in.wrappingAlgorithm().equals("RSAES_PKCS1_V1_5")) {
            throw KmsErrors.unsupported("The wrapping algorithm RSAES_PKCS1_V1_5 is no longer supported.");
        }
        KmsKey key = call.read(snapshot -> importing(KeyLookup.findOwn(snapshot, call, in.keyId())));
        KeyPair pair = KeyPairs.make(wrapping);
        String token = call.world().ids().hex(TOKEN_HEX);
        Instant validTo = call.time().plus(Duration.ofHours(KmsLimits.IMPORT_PARAMETERS.current()));
        ImportParameters parameters = new ImportParameters(
                key.id(),
                in.wrappingAlgorithm(),
                wrapping.name(),
                materials.sealed(KeyPairs.encoded(pair.getPrivate())),
                validTo);
        boolean unused = call.write(tx -> {
            KmsTables tables = KmsTables.of(key);
            // Those that nobody used in time make room.
            tables.imports.rows(tx).toList().stream()
                    .filter(row -> row.value().validTo().isBefore(call.time().minus(Duration.ofDays(1))))
                    .forEach(row -> tables.imports.delete(tx, row.key()));
            tables.imports.put(tx, token, parameters);
            return true;
        });
        return GetParametersForImportResponse.builder()
                .keyId(key.arn())
                .importToken(Bytes.ofUtf8(token))
                .publicKey(KeyPairs.encoded(pair.getPublic()))
                .parametersValidTo(validTo)
                .build();
    }

    private static KmsKey importing(KmsKey key) {
        if (!key.isExternal()) {
            throw KmsErrors.origin(key);
        }
        return KeyStates.lasting(key);
    }

    @Override
    public ImportKeyMaterialResponse importKeyMaterial(ImportKeyMaterialRequest in, Call call) {
        String model = Objects.requireNonNullElse(in.expirationModel(), EXPIRES);
        if (model.equals(EXPIRES) && in.validTo() == null) {
            throw KmsErrors.validation("A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES");
        }
        if (!model.equals(EXPIRES) && in.validTo() != null) {
            throw KmsErrors.validation(
                    "A validTo date must not be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE");
        }
        if (in.validTo() != null && !in.validTo().isAfter(call.time())) {
            throw KmsErrors.validation("The validTo date must be in the future");
        }
        KmsKey found = call.read(snapshot -> importing(KeyLookup.findOwn(snapshot, call, in.keyId())));
        ImportParameters parameters = call.read(snapshot -> parameters(snapshot, found, in.importToken(), call));
        Bytes secret =
                WrappedMaterial.open(parameters, materials.opened(parameters.privateKey()), in.encryptedKeyMaterial());
        Material material = material(found, secret, in, call);
        return call.write(tx -> {
            KmsKey key = importing(KeyLookup.findOwn(tx, call, in.keyId()));
            Material kept = place(tx, key, material, in);
            KmsTables tables = KmsTables.of(key);
            tables.materials.put(tx, new PartKey(key.id(), kept.id()), kept);
            if (key.material() == null) {
                tables.keys.put(tx, key.id(), key.withMaterial(kept.id()).with(KmsKey.State.ENABLED));
            } else if (kept.id().equals(key.material()) && key.status().state() == KmsKey.State.PENDING_IMPORT) {
                tables.keys.put(tx, key.id(), key.with(KmsKey.State.ENABLED));
            }
            Instant validTo = in.validTo();
            if (validTo != null) {
                tx.at(validTo, KmsTimers.expiry(key, kept.id()));
            } else {
                tx.cancel(KmsTimers.EXPIRE, KmsTimers.expiry(key, kept.id()).id());
            }
            return ImportKeyMaterialResponse.builder()
                    .keyId(key.arn())
                    .keyMaterialId(key.kind().isSymmetric() ? kept.id() : null)
                    .build();
        });
    }

    private static ImportParameters parameters(Snapshot snapshot, KmsKey key, Bytes token, Call call) {
        ImportParameters parameters = KmsTables.of(key)
                .imports
                .get(snapshot, token.utf8())
                .filter(one -> one.key().equals(key.id()))
                .orElseThrow(KmsErrors::importToken);
        if (!call.time().isBefore(parameters.validTo())) {
            throw KmsErrors.importTokenExpired();
        }
        return parameters;
    }

    private Material material(KmsKey key, Bytes secret, ImportKeyMaterialRequest in, Call call) {
        KeyKind kind = key.kind();
        Bytes publicKey = null;
        if (kind.isSecret()) {
            if (secret.size() != kind.bits() / Byte.SIZE) {
                throw KmsErrors.material();
            }
        } else {
            publicKey = KeyPairs.publicOf(kind, secret).orElseThrow(KmsErrors::material);
        }
        String id = Materials.id(key.id(), secret);
        if (in.keyMaterialId() != null && !in.keyMaterialId().equals(id)) {
            throw KmsErrors.material();
        }
        return new Material(
                id,
                materials.sealed(secret),
                publicKey,
                call.time(),
                null,
                null,
                new Material.Import(in.keyMaterialDescription(), in.validTo(), false));
    }

    /** The material as it is kept: the first is used at once, the same as before again, a new one after a rotation. */
    private static Material place(Tx tx, KmsKey key, Material material, ImportKeyMaterialRequest in) {
        Material before = KmsTables.of(key)
                .materials
                .get(tx, new PartKey(key.id(), material.id()))
                .orElse(null);
        if (before != null) {
            Material.Import old = Objects.requireNonNull(before.imported());
            return new Material(
                    material.id(),
                    material.secret(),
                    material.publicKey(),
                    before.created(),
                    before.rotated(),
                    before.rotationType(),
                    new Material.Import(
                            in.keyMaterialDescription() == null ? old.description() : in.keyMaterialDescription(),
                            in.validTo(),
                            old.pending()));
        }
        if (key.material() == null) {
            return material;
        }
        if (!NEW.equals(in.importType()) || !key.kind().isSymmetric()) {
            throw KmsErrors.material();
        }
        Material waiting = pending(tx, key);
        if (waiting != null) {
            throw KmsErrors.state("New key material (id: " + material.id() + ") cannot be imported into KMS key "
                    + key.arn() + ", because another key material (id: " + waiting.id() + ") is pending rotation.");
        }
        return new Material(
                material.id(),
                material.secret(),
                material.publicKey(),
                material.created(),
                null,
                null,
                new Material.Import(in.keyMaterialDescription(), in.validTo(), true));
    }

    /** What was imported and waits for a rotation. */
    static @Nullable Material pending(Snapshot snapshot, KmsKey key) {
        return KmsTables.of(key).materials.rows(snapshot, Range.prefix(Key.of(key.id()))).values().stream()
                .filter(material -> material.secret() != null
                        && material.imported() != null
                        && material.imported().pending())
                .findFirst()
                .orElse(null);
    }

    @Override
    public DeleteImportedKeyMaterialResponse deleteImportedKeyMaterial(DeleteImportedKeyMaterialRequest in, Call call) {
        return call.write(tx -> {
            KmsKey key = importing(KeyLookup.findOwn(tx, call, in.keyId()));
            String id = in.keyMaterialId() == null ? key.material() : in.keyMaterialId();
            if (id != null) {
                Material material = KmsTables.of(key)
                        .materials
                        .get(tx, new PartKey(key.id(), id))
                        .orElseThrow(KmsErrors::material);
                forget(tx, key, material);
            }
            return DeleteImportedKeyMaterialResponse.builder()
                    .keyId(key.arn())
                    .keyMaterialId(key.kind().isSymmetric() ? id : null)
                    .build();
        });
    }

    /** Forgets material; the key waits until the same is imported again. What only waited for a rotation goes altogether. */
    static void forget(Tx tx, KmsKey key, Material material) {
        KmsTables tables = KmsTables.of(key);
        PartKey place = new PartKey(key.id(), material.id());
        tx.cancel(KmsTimers.EXPIRE, KmsTimers.expiry(key, material.id()).id());
        if (material.imported() != null && material.imported().pending()) {
            tables.materials.delete(tx, place);
            return;
        }
        tables.materials.put(tx, place, material.forgotten());
        KmsKey.State state = key.status().state();
        if (state == KmsKey.State.ENABLED || state == KmsKey.State.DISABLED) {
            tables.keys.put(tx, key.id(), key.with(KmsKey.State.PENDING_IMPORT));
        }
    }
}
