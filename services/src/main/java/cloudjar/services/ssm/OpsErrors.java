package cloudjar.services.ssm;

import cloudjar.api.ssm.InvalidAggregatorException;
import cloudjar.api.ssm.InvalidTypeNameException;
import cloudjar.api.ssm.OpsItemAccessDeniedException;
import cloudjar.api.ssm.OpsItemAlreadyExistsException;
import cloudjar.api.ssm.OpsItemInvalidParameterException;
import cloudjar.api.ssm.OpsItemLimitExceededException;
import cloudjar.api.ssm.OpsItemNotFoundException;
import cloudjar.api.ssm.OpsItemRelatedItemAlreadyExistsException;
import cloudjar.api.ssm.OpsItemRelatedItemAssociationNotFoundException;
import cloudjar.api.ssm.OpsMetadataAlreadyExistsException;
import cloudjar.api.ssm.OpsMetadataInvalidArgumentException;
import cloudjar.api.ssm.OpsMetadataKeyLimitExceededException;
import cloudjar.api.ssm.OpsMetadataLimitExceededException;
import cloudjar.api.ssm.OpsMetadataNotFoundException;
import cloudjar.kernel.limit.Limit;
import cloudjar.kernel.shape.ApiException;
import java.util.List;

/** What OpsCenter says when it refuses: AWS's codes in our wording. */
final class OpsErrors {
    private OpsErrors() {}

    static ApiException noItem(String id) {
        return new OpsItemNotFoundException("The OpsItem " + id + " does not exist.");
    }

    /** @param parameter the member of the request that is wrong */
    static ApiException parameter(String parameter, String sentence) {
        return OpsItemInvalidParameterException.builder()
                .parameterNames(List.of(parameter))
                .message(sentence)
                .build();
    }

    static ApiException duplicate(String id) {
        return OpsItemAlreadyExistsException.builder()
                .opsItemId(id)
                .message("Similar OpsItem exists with ID " + id)
                .build();
    }

    /** @param type what there is too much of */
    static ApiException tooMany(String type, Limit limit) {
        return tooMany(type, Math.toIntExact(limit.current()));
    }

    static ApiException tooMany(String type, int limit) {
        return OpsItemLimitExceededException.builder()
                .resourceTypes(List.of(type))
                .limit(limit)
                .limitType("Limit")
                .message("The limit of " + limit + " is exceeded: " + type)
                .build();
    }

    static ApiException otherAccount() {
        return new OpsItemAccessDeniedException("OpsItems of another account can't be made or seen.");
    }

    static ApiException relatedBefore(String id, String uri) {
        return OpsItemRelatedItemAlreadyExistsException.builder()
                .opsItemId(id)
                .resourceUri(uri)
                .message("The resource is associated with the OpsItem already: " + uri)
                .build();
    }

    static ApiException notRelated(String association) {
        return new OpsItemRelatedItemAssociationNotFoundException(
                "The association " + association + " does not exist.");
    }

    static ApiException noMetadata() {
        return new OpsMetadataNotFoundException("The OpsMetadata object does not exist.");
    }

    static ApiException metadataExists() {
        return new OpsMetadataAlreadyExistsException("An OpsMetadata object exists already for the resource.");
    }

    static ApiException tooManyMetadata(long most) {
        return new OpsMetadataLimitExceededException("A region can have at most " + most + " OpsMetadata objects.");
    }

    static ApiException tooManyKeys(long most) {
        return new OpsMetadataKeyLimitExceededException("An OpsMetadata object can have at most " + most + " keys.");
    }

    static ApiException metadataArgument(String sentence) {
        return new OpsMetadataInvalidArgumentException(sentence);
    }

    static ApiException typeName(String type) {
        return new InvalidTypeNameException("The type name is not valid: " + type);
    }

    static ApiException aggregator(String sentence) {
        return new InvalidAggregatorException(sentence);
    }
}
