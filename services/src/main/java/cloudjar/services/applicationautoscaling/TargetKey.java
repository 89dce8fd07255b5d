package cloudjar.services.applicationautoscaling;

/**
 * What tells scalable targets apart.
 *
 * @param namespace of the service, such as {@code dynamodb}
 * @param resource such as {@code table/music}
 * @param dimension such as {@code dynamodb:table:ReadCapacityUnits}
 */
record TargetKey(String namespace, String resource, String dimension) {
    /**
     * The target that a request names.
     *
     * @throws cloudjar.kernel.shape.ApiException {@code ValidationException} where the three do not fit together
     */
    static TargetKey of(String namespace, String resource, String dimension) {
        TargetKey key = new TargetKey(namespace, resource, dimension);
        ScaledDimension scaled = key.scaled();
        if (!dimension.startsWith(namespace + ":") || !scaled.takes(resource)) {
            throw ApplicationAutoScalingErrors.unsupported();
        }
        return key;
    }

    /** What is known of the dimension. */
    ScaledDimension scaled() {
        return ScaledDimension.of(dimension).orElseThrow(ApplicationAutoScalingErrors::unsupported);
    }
}
