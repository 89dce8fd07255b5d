package cloudjar.services.organizations;

import cloudjar.api.organizations.AWSOrganizationsNotInUseException;
import cloudjar.api.organizations.AccessDeniedException;
import cloudjar.api.organizations.AccountAlreadyClosedException;
import cloudjar.api.organizations.AccountAlreadyRegisteredException;
import cloudjar.api.organizations.AccountNotFoundException;
import cloudjar.api.organizations.AccountNotRegisteredException;
import cloudjar.api.organizations.AlreadyInOrganizationException;
import cloudjar.api.organizations.ChildNotFoundException;
import cloudjar.api.organizations.ConstraintViolationException;
import cloudjar.api.organizations.CreateAccountStatusNotFoundException;
import cloudjar.api.organizations.DestinationParentNotFoundException;
import cloudjar.api.organizations.DuplicateAccountException;
import cloudjar.api.organizations.DuplicateHandshakeException;
import cloudjar.api.organizations.DuplicateOrganizationalUnitException;
import cloudjar.api.organizations.DuplicatePolicyAttachmentException;
import cloudjar.api.organizations.DuplicatePolicyException;
import cloudjar.api.organizations.EffectivePolicyNotFoundException;
import cloudjar.api.organizations.HandshakeAlreadyInStateException;
import cloudjar.api.organizations.HandshakeConstraintViolationException;
import cloudjar.api.organizations.HandshakeNotFoundException;
import cloudjar.api.organizations.InvalidHandshakeTransitionException;
import cloudjar.api.organizations.InvalidInputException;
import cloudjar.api.organizations.MalformedPolicyDocumentException;
import cloudjar.api.organizations.MasterCannotLeaveOrganizationException;
import cloudjar.api.organizations.OrganizationNotEmptyException;
import cloudjar.api.organizations.OrganizationalUnitNotEmptyException;
import cloudjar.api.organizations.OrganizationalUnitNotFoundException;
import cloudjar.api.organizations.ParentNotFoundException;
import cloudjar.api.organizations.PolicyInUseException;
import cloudjar.api.organizations.PolicyNotAttachedException;
import cloudjar.api.organizations.PolicyNotFoundException;
import cloudjar.api.organizations.PolicyTypeAlreadyEnabledException;
import cloudjar.api.organizations.PolicyTypeNotAvailableForOrganizationException;
import cloudjar.api.organizations.PolicyTypeNotEnabledException;
import cloudjar.api.organizations.ResourcePolicyNotFoundException;
import cloudjar.api.organizations.RootNotFoundException;
import cloudjar.api.organizations.SourceParentNotFoundException;
import cloudjar.api.organizations.TargetNotFoundException;
import cloudjar.kernel.shape.ApiException;

/**
 * What Organizations says when it refuses: the sentences that its callers and their test suites report where there are any, else
 * those by which the API Reference describes the error.
 */
final class OrganizationsErrors {
    private OrganizationsErrors() {}

    static ApiException notInUse() {
        return new AWSOrganizationsNotInUseException("Your account is not a member of an organization.");
    }

    static ApiException denied() {
        return new AccessDeniedException("You don't have permissions to access this resource.");
    }

    static ApiException alreadyInOrganization() {
        return new AlreadyInOrganizationException("The provided account is already a member of an organization.");
    }

    static ApiException organizationNotEmpty() {
        return new OrganizationNotEmptyException(
                "To delete an organization you must first remove all member accounts (except the master).");
    }

    static ApiException noAccount() {
        return new AccountNotFoundException("You specified an account that doesn't exist.");
    }

    static ApiException accountClosed() {
        return new AccountAlreadyClosedException("The provided account is already closed.");
    }

    static ApiException managementCannotLeave() {
        return new MasterCannotLeaveOrganizationException(
                "The management account can't leave its organization. Delete the organization instead.");
    }

    static ApiException noCreation() {
        return new CreateAccountStatusNotFoundException(
                "You specified a create account request ID that doesn't exist.");
    }

    static ApiException noRoot() {
        return new RootNotFoundException("You specified a root that doesn't exist.");
    }

    static ApiException noParent() {
        return new ParentNotFoundException("You specified parent that doesn't exist.");
    }

    static ApiException noSourceParent() {
        return new SourceParentNotFoundException("You specified a source parent that doesn't exist.");
    }

    static ApiException noDestinationParent() {
        return new DestinationParentNotFoundException("You specified a destination parent that doesn't exist.");
    }

    static ApiException duplicateAccount() {
        return new DuplicateAccountException("The account is already present in the specified destination.");
    }

    static ApiException noChild() {
        return new ChildNotFoundException("You specified a child that doesn't exist.");
    }

    static ApiException noUnit() {
        return new OrganizationalUnitNotFoundException("You specified an organizational unit that doesn't exist.");
    }

    static ApiException duplicateUnit() {
        return new DuplicateOrganizationalUnitException("An OU with the same name already exists.");
    }

    static ApiException unitNotEmpty() {
        return new OrganizationalUnitNotEmptyException("The specified OU is not empty. Move all accounts to another"
                + " root or to other OUs, remove all child OUs, and try the operation again.");
    }

    static ApiException noTarget() {
        return new TargetNotFoundException("You specified a target that doesn't exist.");
    }

    static ApiException noPolicy() {
        return new PolicyNotFoundException("We can't find a policy with the PolicyId that you specified.");
    }

    static ApiException duplicatePolicy() {
        return new DuplicatePolicyException("A policy with the same name already exists.");
    }

    static ApiException policyInUse() {
        return new PolicyInUseException("The policy is attached to one or more entities. You must detach it from all"
                + " roots, OUs, and accounts before performing this operation.");
    }

    static ApiException policyAttached() {
        return new DuplicatePolicyAttachmentException(
                "The selected policy is already attached to the specified target.");
    }

    static ApiException policyNotAttached() {
        return new PolicyNotAttachedException(
                "The policy isn't attached to the specified target in the specified root.");
    }

    static ApiException malformedPolicy() {
        return new MalformedPolicyDocumentException(
                "The provided policy document does not meet the requirements of the specified policy type.");
    }

    static ApiException typeEnabled() {
        return new PolicyTypeAlreadyEnabledException("The specified policy type is already enabled.");
    }

    static ApiException typeNotEnabled() {
        return new PolicyTypeNotEnabledException("This operation can be performed only for enabled policy types.");
    }

    static ApiException typeNotAvailable() {
        return new PolicyTypeNotAvailableForOrganizationException(
                "You can't use the specified policy type with the feature set currently enabled for this organization.");
    }

    static ApiException noEffectivePolicy() {
        return new EffectivePolicyNotFoundException(
                "The account doesn't have an effective policy of this type, or this policy type is not enabled.");
    }

    static ApiException noHandshake() {
        return new HandshakeNotFoundException("We can't find a handshake with the HandshakeId that you specified.");
    }

    static ApiException duplicateHandshake() {
        return new DuplicateHandshakeException(
                "A handshake with the same action and target already exists. Cancel it, or wait for its end.");
    }

    static ApiException handshakeInState(String state) {
        return new HandshakeAlreadyInStateException(
                "The specified handshake is already in the requested state: " + state);
    }

    static ApiException handshakeTransition(String from, String to) {
        return new InvalidHandshakeTransitionException("You can't change a handshake from " + from + " to " + to + ".");
    }

    static ApiException handshakeConstraint(String reason, String message) {
        return HandshakeConstraintViolationException.builder()
                .reason(reason)
                .message(message)
                .build();
    }

    static ApiException adminRegistered() {
        return new AccountAlreadyRegisteredException(
                "The provided account is already a delegated administrator for your organization.");
    }

    static ApiException adminNotRegistered() {
        return new AccountNotRegisteredException(
                "The provided account is not a registered delegated administrator for your organization.");
    }

    static ApiException noResourcePolicy() {
        return new ResourcePolicyNotFoundException(
                "We can't find a resource policy request with the parameter that you" + " specified.");
    }

    static ApiException constraint(String reason, String message) {
        return ConstraintViolationException.builder()
                .reason(reason)
                .message(message)
                .build();
    }

    static ApiException notAllFeatures() {
        return constraint(
                "ORGANIZATION_NOT_IN_ALL_FEATURES_MODE",
                "You attempted to perform an operation that requires your organization to have all features enabled.");
    }

    static ApiException invalid(String reason, String message) {
        return InvalidInputException.builder().reason(reason).message(message).build();
    }

    static ApiException invalidEnum() {
        return invalid("INVALID_ENUM", "You specified an invalid value.");
    }

    static ApiException invalidPattern() {
        return invalid("INVALID_PATTERN", "You provided a value that does not match the required pattern.");
    }

    static ApiException invalidToken() {
        return invalid(
                "INVALID_NEXT_TOKEN", "Get the NextToken value from the response to a previous call of the API.");
    }

    static ApiException unknownService() {
        return invalid("UNRECOGNIZED_SERVICE_PRINCIPAL", "You specified an unrecognized service principal.");
    }

    static ApiException immutablePolicy() {
        return invalid("IMMUTABLE_POLICY", "You specified a policy that is managed by AWS and can't be modified.");
    }
}
