package cloudjar.services.lambda;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.services.lambda.LambdaTables.Numbered;
import java.util.Optional;

/**
 * What a caller calls a layer.
 *
 * @param number of a version; 0 where none was said
 */
record LayerName(String account, String region, String name, long number) {
    /** Reads a name or an ARN, with or without a version's number. */
    static LayerName of(String text, Call call) {
        if (!text.startsWith("arn:")) {
            return new LayerName(call.account(), call.region(), text, 0);
        }
        String[] parts = text.split(":", -1);
        if (parts.length < 7) {
            throw LambdaErrors.invalid("Layer version " + text + " does not exist.");
        }
        long number = parts.length > 7 ? number(parts[7]) : 0;
        return new LayerName(parts[4], parts[3], parts[6], number);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    LayerName with(long other) {
        return new LayerName(account, region, name, other);
    }

    /** The ARN of the layer. */
    String arn() {
        return "arn:" + Partition.of(region).id() + ":lambda:" + region + ":" + account + ":layer:" + name;
    }

    /** The ARN of the version. */
    String versionArn() {
        return arn() + ":" + number;
    }

    Optional<LayerVersion> find(Snapshot snapshot) {
        return tables().layerVersions.get(snapshot, new Numbered(name, number));
    }

    LambdaTables tables() {
        return LambdaTables.in(account, region);
    }
}
