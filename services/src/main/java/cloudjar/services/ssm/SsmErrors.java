package cloudjar.services.ssm;

import cloudjar.api.ssm.AlreadyExistsException;
import cloudjar.api.ssm.AssociatedInstances;
import cloudjar.api.ssm.DocumentAlreadyExists;
import cloudjar.api.ssm.DocumentLimitExceeded;
import cloudjar.api.ssm.DocumentPermissionLimit;
import cloudjar.api.ssm.DocumentVersionLimitExceeded;
import cloudjar.api.ssm.DoesNotExistException;
import cloudjar.api.ssm.DuplicateDocumentContent;
import cloudjar.api.ssm.DuplicateDocumentVersionName;
import cloudjar.api.ssm.HierarchyLevelLimitExceededException;
import cloudjar.api.ssm.HierarchyTypeMismatchException;
import cloudjar.api.ssm.IdempotentParameterMismatch;
import cloudjar.api.ssm.IncompatiblePolicyException;
import cloudjar.api.ssm.InvalidAllowedPatternException;
import cloudjar.api.ssm.InvalidCommandId;
import cloudjar.api.ssm.InvalidDocument;
import cloudjar.api.ssm.InvalidDocumentContent;
import cloudjar.api.ssm.InvalidDocumentOperation;
import cloudjar.api.ssm.InvalidDocumentSchemaVersion;
import cloudjar.api.ssm.InvalidDocumentVersion;
import cloudjar.api.ssm.InvalidFilter;
import cloudjar.api.ssm.InvalidFilterKey;
import cloudjar.api.ssm.InvalidFilterOption;
import cloudjar.api.ssm.InvalidFilterValue;
import cloudjar.api.ssm.InvalidInstanceId;
import cloudjar.api.ssm.InvalidKeyId;
import cloudjar.api.ssm.InvalidNextToken;
import cloudjar.api.ssm.InvalidPermissionType;
import cloudjar.api.ssm.InvalidPolicyAttributeException;
import cloudjar.api.ssm.InvalidPolicyTypeException;
import cloudjar.api.ssm.InvalidResourceId;
import cloudjar.api.ssm.InvalidResourceType;
import cloudjar.api.ssm.InvocationDoesNotExist;
import cloudjar.api.ssm.MaxDocumentSizeExceeded;
import cloudjar.api.ssm.ParameterAlreadyExists;
import cloudjar.api.ssm.ParameterLimitExceeded;
import cloudjar.api.ssm.ParameterMaxVersionLimitExceeded;
import cloudjar.api.ssm.ParameterNotFound;
import cloudjar.api.ssm.ParameterPatternMismatchException;
import cloudjar.api.ssm.ParameterVersionLabelLimitExceeded;
import cloudjar.api.ssm.ParameterVersionNotFound;
import cloudjar.api.ssm.PoliciesLimitExceededException;
import cloudjar.api.ssm.ResourceInUseException;
import cloudjar.api.ssm.ResourceLimitExceededException;
import cloudjar.api.ssm.ServiceSettingNotFound;
import cloudjar.api.ssm.TargetInUseException;
import cloudjar.api.ssm.TargetNotConnected;
import cloudjar.api.ssm.TooManyTagsError;
import cloudjar.api.ssm.UnsupportedOperatingSystem;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import java.util.List;

/** What Systems Manager says when it refuses: as seen in AWS's answers and documentation, else in our wording. */
final class SsmErrors {
    private static final int BAD_REQUEST = 400;

    private SsmErrors() {}

    static ApiException validation(String sentence) {
        return new CommonException("ValidationException", BAD_REQUEST, sentence);
    }

    static ApiException accessDenied(String sentence) {
        return new CommonException("AccessDeniedException", BAD_REQUEST, sentence);
    }

    /** AWS says no more than the code. */
    static ApiException noParameter() {
        return new ParameterNotFound("");
    }

    static ApiException noSecret(String name) {
        return new ParameterNotFound("An error occurred (ParameterNotFound) when referencing Secrets Manager: Secret "
                + name + " not found.");
    }

    static ApiException noVersion(String name, String selector) {
        return new ParameterVersionNotFound("Systems Manager could not find version " + selector + " of " + name
                + ". Verify the version and try again.");
    }

    static ApiException exists() {
        return new ParameterAlreadyExists(
                "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
    }

    static ApiException typeChange() {
        return new HierarchyTypeMismatchException(
                "Parameter Store doesn't support changing a parameter type in a hierarchy. For example, you can't change a"
                        + " parameter from a String type to a SecureString type. You must create a new, unique parameter.");
    }

    static ApiException levels(long most) {
        return new HierarchyLevelLimitExceededException("Parameter name must not exceed " + most + " levels.");
    }

    static ApiException pattern(String pattern) {
        return new ParameterPatternMismatchException(
                "Parameter value, cannot be validated against allowedPattern: " + pattern);
    }

    static ApiException noPattern() {
        return new InvalidAllowedPatternException(
                "The pattern specified in the request is not a valid regular expression.");
    }

    static ApiException tooManyParameters() {
        return new ParameterLimitExceeded("You have exceeded the number of parameters for this account and region.");
    }

    static ApiException oldestLabelled(String name, long version) {
        return new ParameterMaxVersionLimitExceeded("You attempted to create a new version of " + name
                + " by calling the PutParameter API with the overwrite flag. Version " + version
                + ", the oldest version, can't be deleted because it has a label associated with it. Move the label to another"
                + " version of the parameter, and try again.");
    }

    static ApiException tooManyLabels() {
        return new ParameterVersionLabelLimitExceeded("A parameter version can have a maximum of 10 labels.");
    }

    static ApiException keyId(String reason) {
        return new InvalidKeyId(reason);
    }

    static ApiException policyAttribute(String sentence) {
        return new InvalidPolicyAttributeException(sentence);
    }

    static ApiException policyType(String type) {
        return new InvalidPolicyTypeException("The policy type isn't supported: " + type);
    }

    static ApiException tooManyPolicies() {
        return new PoliciesLimitExceededException("A parameter can't have more than 10 policies.");
    }

    static ApiException incompatiblePolicy(String sentence) {
        return new IncompatiblePolicyException(sentence);
    }

    static ApiException filterKey(String key, List<String> valid) {
        return new InvalidFilterKey(
                "The following filter key is not valid: " + key + ". Valid filter keys include: " + valid + ".");
    }

    static ApiException filterOption(String option, List<String> valid) {
        return new InvalidFilterOption(
                "The following filter option is not valid: " + option + ". Valid options include: " + valid + ".");
    }

    static ApiException filterValue(String sentence) {
        return new InvalidFilterValue(sentence);
    }

    static ApiException nextToken() {
        return new InvalidNextToken("The specified token is not valid.");
    }

    static ApiException resourceType(String type) {
        return new InvalidResourceType(type + " is not a valid resource type. Valid resource types are:"
                + " ManagedInstance,MaintenanceWindow,Parameter,PatchBaseline,OpsItem,Document.");
    }

    static ApiException resourceId() {
        return new InvalidResourceId(
                "The resource ID is not valid. Verify that you entered the correct ID and try again.");
    }

    static ApiException tooManyTags() {
        return new TooManyTagsError("A resource can't have more than 50 tags.");
    }

    static ApiException absent(String sentence) {
        return new DoesNotExistException(sentence);
    }

    static ApiException tooMuch(String sentence) {
        return new ResourceLimitExceededException(sentence);
    }

    static ApiException targetInUse(String id) {
        return new TargetInUseException("The target " + id + " is referenced by a task of the maintenance window.");
    }

    static ApiException noSetting(String id) {
        return new ServiceSettingNotFound("The service setting does not exist: " + id);
    }

    static ApiException noDocument(String name) {
        return new InvalidDocument("Document with name " + name + " does not exist.");
    }

    static ApiException documentExists(String name) {
        return new DocumentAlreadyExists("Document with same name " + name + " already exists");
    }

    static ApiException documentVersion(String sentence) {
        return new InvalidDocumentVersion(sentence);
    }

    static ApiException documentContent(String sentence) {
        return new InvalidDocumentContent(sentence);
    }

    static ApiException documentSchema(String sentence) {
        return new InvalidDocumentSchemaVersion(sentence);
    }

    static ApiException documentOperation(String sentence) {
        return new InvalidDocumentOperation(sentence);
    }

    static ApiException documentSize() {
        return new MaxDocumentSizeExceeded("The size limit of a document is 64 KB.");
    }

    static ApiException duplicateContent() {
        return new DuplicateDocumentContent(
                "The content of the association document matches another document. Change the content of the document and try"
                        + " again.");
    }

    static ApiException duplicateVersionName() {
        return new DuplicateDocumentVersionName("The specified version name is a duplicate.");
    }

    static ApiException tooManyDocuments() {
        return new DocumentLimitExceeded("You can have at most 500 active Systems Manager documents.");
    }

    static ApiException tooManyVersions() {
        return new DocumentVersionLimitExceeded(
                "The document has too many versions. Delete one or more document versions.");
    }

    static ApiException tooManyShares() {
        return new DocumentPermissionLimit("The document can't be shared with more Amazon Web Services accounts.");
    }

    static ApiException permissionType() {
        return new InvalidPermissionType(
                "The permission type isn't supported. Share is the only supported permission type.");
    }

    static ApiException shared() {
        return new AssociatedInstances("The document is shared with other accounts.");
    }

    static ApiException instances(List<String> ids, String account) {
        return new InvalidInstanceId("Instances [" + ids + "] not in a valid state for account " + account);
    }

    static ApiException noCommand() {
        return new InvalidCommandId("The specified command ID isn't valid. Verify the ID and try again.");
    }

    static ApiException noInvocation() {
        return new InvocationDoesNotExist(
                "The command ID and managed node ID you specified didn't match any invocations.");
    }

    static ApiException notConnected(String target) {
        return new TargetNotConnected(target + " is not connected.");
    }

    static ApiException noSession(String id) {
        return new DoesNotExistException("Session " + id + " does not exist.");
    }

    /** AWS's sentence: hashicorp/terraform#18099. */
    static ApiException noBaseline() {
        return new DoesNotExistException("Patch Baseline to be retrieved does not exist.");
    }

    static ApiException baselineInUse(String sentence) {
        return new ResourceInUseException(sentence);
    }

    static ApiException predefinedBaseline() {
        return accessDenied("A patch baseline that AWS provides can't be changed or deleted.");
    }

    static ApiException tooManyBaselines(long most) {
        return new ResourceLimitExceededException("You can have at most " + most + " patch baselines in a region.");
    }

    static ApiException tooManyGroups(long most) {
        return new ResourceLimitExceededException("A patch baseline can have at most " + most + " patch groups.");
    }

    /** AWS's sentence: cloudposse/terraform-aws-ssm-patch-manager#43. */
    static ApiException groupTaken(String group, String system) {
        return new AlreadyExistsException(
                "Patch Group " + group + " already has a baseline registered for OperatingSystem " + system + ".");
    }

    static ApiException otherParameters() {
        return new IdempotentParameterMismatch(
                "The parameters do not match those of the first request with the same client token.");
    }

    static ApiException operatingSystem(String system) {
        return new UnsupportedOperatingSystem(
                "The operation is not supported for the operating system " + system + ".");
    }

    static ApiException filter(String sentence) {
        return new InvalidFilter(sentence);
    }
}
