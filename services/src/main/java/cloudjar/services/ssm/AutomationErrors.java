package cloudjar.services.ssm;

import cloudjar.api.ssm.AssociationDoesNotExist;
import cloudjar.api.ssm.AssociationExecutionDoesNotExist;
import cloudjar.api.ssm.AssociationLimitExceeded;
import cloudjar.api.ssm.AssociationVersionLimitExceeded;
import cloudjar.api.ssm.AutomationDefinitionNotApprovedException;
import cloudjar.api.ssm.AutomationDefinitionNotFoundException;
import cloudjar.api.ssm.AutomationDefinitionVersionNotFoundException;
import cloudjar.api.ssm.AutomationExecutionLimitExceededException;
import cloudjar.api.ssm.AutomationExecutionNotFoundException;
import cloudjar.api.ssm.AutomationStepNotFoundException;
import cloudjar.api.ssm.IdempotentParameterMismatch;
import cloudjar.api.ssm.InvalidActivation;
import cloudjar.api.ssm.InvalidAssociationVersion;
import cloudjar.api.ssm.InvalidAutomationExecutionParametersException;
import cloudjar.api.ssm.InvalidAutomationSignalException;
import cloudjar.api.ssm.InvalidAutomationStatusUpdateException;
import cloudjar.api.ssm.InvalidDocument;
import cloudjar.api.ssm.InvalidParameters;
import cloudjar.api.ssm.InvalidSchedule;
import cloudjar.api.ssm.InvalidTarget;
import cloudjar.api.ssm.InvalidTargetMaps;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import org.jspecify.annotations.Nullable;

/** What Automation and State Manager say when they refuse; the sentences are ours where AWS documents none. */
final class AutomationErrors {
    private AutomationErrors() {}

    static ApiException noAssociation() {
        return new AssociationDoesNotExist("The specified association does not exist.");
    }

    static ApiException noAssociationExecution() {
        return new AssociationExecutionDoesNotExist("The specified execution ID does not exist.");
    }

    static ApiException associationVersion(String sentence) {
        return new InvalidAssociationVersion(sentence);
    }

    static ApiException tooManyAssociations(long most) {
        return new AssociationLimitExceeded("You can have at most " + most + " associations.");
    }

    static ApiException tooManyAssociationVersions() {
        return new AssociationVersionLimitExceeded("An association can have at most 1,000 versions.");
    }

    static ApiException associationParameters(String sentence) {
        return new InvalidParameters(sentence);
    }

    static ApiException schedule(String sentence) {
        return new InvalidSchedule(sentence);
    }

    static ApiException target(String sentence) {
        return new InvalidTarget(sentence);
    }

    static ApiException targetMaps(String sentence) {
        return new InvalidTargetMaps(sentence);
    }

    static ApiException invalidDocument(String sentence) {
        return new InvalidDocument(sentence);
    }

    static ApiException noActivation() {
        return new InvalidActivation(
                "The activation ID is not valid. Verify that you entered the correct ID and try again.");
    }

    static ApiException noAutomation(String name) {
        return new AutomationDefinitionNotFoundException("Automation document " + name + " does not exist.");
    }

    static ApiException noAutomationVersion(String name, @Nullable String version) {
        return new AutomationDefinitionVersionNotFoundException(
                "Version " + version + " of the Automation document " + name + " does not exist.");
    }

    static ApiException noAutomationExecution(String id) {
        return new AutomationExecutionNotFoundException("Automation execution " + id + " does not exist.");
    }

    static ApiException noAutomationStep(String name) {
        return new AutomationStepNotFoundException("The step " + name + " does not exist.");
    }

    static ApiException automationParameters(@Nullable String sentence) {
        return new InvalidAutomationExecutionParametersException(sentence == null ? "" : sentence);
    }

    static ApiException automationSignal(String sentence) {
        return new InvalidAutomationSignalException(sentence);
    }

    static ApiException automationStatus(String sentence) {
        return new InvalidAutomationStatusUpdateException(sentence);
    }

    static ApiException notApproved(String template, long version) {
        return new AutomationDefinitionNotApprovedException(
                "Version " + version + " of the change template " + template + " is not approved.");
    }

    static ApiException tokenUsed() {
        return new IdempotentParameterMismatch("The client token was used for another request.");
    }

    static ApiException tooManyAutomations(long most) {
        return new AutomationExecutionLimitExceededException("At most " + most + " automations can be in progress.");
    }

    static ApiException notYet(String what) {
        return new CommonException(
                NotImplemented.CODE, NotImplemented.STATUS, "cloudjar does not implement " + what + " yet");
    }
}
