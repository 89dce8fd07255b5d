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
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.kms.KmsTables.PartKey;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

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
        return KeyStates.lasting(external(key));
    }

    private static KmsKey external(KmsKey key) {
        if (!key.isExternal()) {
            throw KmsErrors.origin(key);
        }
        return key;
    }

    @Override
    public ImportKeyMaterialResponse importKeyMaterial(ImportKeyMaterialRequest in, Call call) {
        check(in, call);
        KmsKey found = call.read(snapshot -> importing(KeyLookup.findOwn(snapshot, call, in.keyId())));
        ImportParameters parameters = call.read(snapshot -> parameters(snapshot, found, in.importToken(), call));
        Bytes secret =
                WrappedMaterial.open(parameters, materials.opened(parameters.privateKey()), in.encryptedKeyMaterial());
        Material material = material(found, secret, in, call);
        return call.write(tx -> {
            KmsKey key = importing(KeyLookup.findOwn(tx, call, in.keyId()));
            Material kept = ImportedMaterial.place(tx, key, material, NEW.equals(in.importType()));
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

    private static void check(ImportKeyMaterialRequest in, Call call) {
        String model = Objects.requireNonNullElse(in.expirationModel(), EXPIRES);
        Instant validTo = in.validTo();
        if (model.equals(EXPIRES) && validTo == null) {
            throw KmsErrors.validation("A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES");
        }
        if (!model.equals(EXPIRES) && validTo != null) {
            throw KmsErrors.validation(
                    "A validTo date must not be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE");
        }
        if (validTo != null && !validTo.isAfter(call.time())) {
            throw KmsErrors.validation("The validTo date must be in the future");
        }
        Duration most = Duration.ofDays(KmsLimits.MATERIAL_DAYS.current());
        if (validTo != null && validTo.isAfter(call.time().plus(most))) {
            throw KmsErrors.validation("The validTo date must be at most " + most.toDays() + " days from now");
        }
        if (in.keyMaterialId() != null && NEW.equals(in.importType())) {
            throw KmsErrors.validation("You cannot specify a KeyMaterialId with an ImportType of NEW_KEY_MATERIAL.");
        }
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

    @Override
    public DeleteImportedKeyMaterialResponse deleteImportedKeyMaterial(DeleteImportedKeyMaterialRequest in, Call call) {
        return call.write(tx -> {
            // A key that waits for its deletion loses its material too, and stays in its state.
            KmsKey key = external(KeyLookup.findOwn(tx, call, in.keyId()));
            String id = in.keyMaterialId() == null ? key.material() : in.keyMaterialId();
            if (id != null) {
                Material material = KmsTables.of(key)
                        .materials
                        .get(tx, new PartKey(key.id(), id))
                        .orElseThrow(() -> KmsErrors.noMaterial(id));
                ImportedMaterial.forget(tx, key, material);
            }
            return DeleteImportedKeyMaterialResponse.builder()
                    .keyId(key.arn())
                    .keyMaterialId(key.kind().isSymmetric() ? id : null)
                    .build();
        });
    }
}
