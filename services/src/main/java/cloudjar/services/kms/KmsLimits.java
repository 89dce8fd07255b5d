package cloudjar.services.kms;

import cloudjar.kernel.limit.Limit;

/** KMS's quotas. */
final class KmsLimits {
    private static final String GUIDE = "https://docs.aws.amazon.com/kms/latest/developerguide/";
    private static final String API = "https://docs.aws.amazon.com/kms/latest/APIReference/";
    private static final String RESOURCES = GUIDE + "resource-limits.html";

    static final Limit KEYS = new Limit(100_000, 10_000, "keys per region", RESOURCES);
    static final Limit ALIASES = Limit.of(50, "aliases per key", RESOURCES);
    static final Limit GRANTS = Limit.of(50_000, "grants per key", RESOURCES);
    static final Limit CONSTRAINT_PAIRS =
            Limit.of(8, "pairs of an encryption context in a grant constraint", API + "API_CreateGrant.html");
    static final Limit CONSTRAINT_VALUE =
            Limit.of(384, "characters of a value in a grant constraint", API + "API_CreateGrant.html");
    static final Limit POLICY = Limit.of(32_768, "bytes of a key policy", RESOURCES);
    static final Limit TAGS = Limit.of(50, "tags per key", GUIDE + "tagging-keys.html");
    static final Limit ON_DEMAND_ROTATIONS = Limit.of(25, "on-demand rotations per key", RESOURCES);
    static final Limit WINDOW_MIN = Limit.of(7, "days before a deletion", API + "API_ScheduleKeyDeletion.html");
    static final Limit WINDOW_MAX = Limit.of(30, "days before a deletion", API + "API_ScheduleKeyDeletion.html");
    static final Limit ROTATION_PERIOD = Limit.of(365, "days between rotations", API + "API_EnableKeyRotation.html");
    static final Limit IMPORT_PARAMETERS =
            Limit.of(24, "hours that import parameters are valid", API + "API_GetParametersForImport.html");
    static final Limit MATERIAL_DAYS =
            Limit.of(365, "days until imported material expires at the latest", API + "API_ImportKeyMaterial.html");
    static final Limit CONTEXT = Limit.of(8_192, "bytes of an encryption context", RESOURCES);
    static final Limit PLAINTEXT = Limit.of(4_096, "bytes of a plaintext", API + "API_Encrypt.html");

    private KmsLimits() {}
}
