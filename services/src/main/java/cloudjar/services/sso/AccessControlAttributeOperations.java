package cloudjar.services.sso;

import cloudjar.api.ssoadmin.AccessControlAttribute;
import cloudjar.api.ssoadmin.AccessControlAttributeValue;
import cloudjar.api.ssoadmin.AccessControlAttributes;
import cloudjar.api.ssoadmin.CreateInstanceAccessControlAttributeConfigurationRequest;
import cloudjar.api.ssoadmin.CreateInstanceAccessControlAttributeConfigurationResponse;
import cloudjar.api.ssoadmin.DeleteInstanceAccessControlAttributeConfigurationRequest;
import cloudjar.api.ssoadmin.DeleteInstanceAccessControlAttributeConfigurationResponse;
import cloudjar.api.ssoadmin.DescribeInstanceAccessControlAttributeConfigurationRequest;
import cloudjar.api.ssoadmin.DescribeInstanceAccessControlAttributeConfigurationResponse;
import cloudjar.api.ssoadmin.InstanceAccessControlAttributeConfiguration;
import cloudjar.api.ssoadmin.InstanceAccessControlAttributeConfigurationStatus;
import cloudjar.api.ssoadmin.UpdateInstanceAccessControlAttributeConfigurationRequest;
import cloudjar.api.ssoadmin.UpdateInstanceAccessControlAttributeConfigurationResponse;
import cloudjar.kernel.call.Call;
import cloudjar.services.sso.Instance.Attribute;
import cloudjar.services.sso.Instance.Attributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attributes of users that sessions are tagged with. */
final class AccessControlAttributeOperations implements AccessControlAttributes {
    @Override
    public CreateInstanceAccessControlAttributeConfigurationResponse createInstanceAccessControlAttributeConfiguration(
            CreateInstanceAccessControlAttributeConfigurationRequest in, Call call) {
        Attributes attributes = read(in.instanceAccessControlAttributeConfiguration());
        call.write(tx -> {
            Instance instance = Instances.own(tx, call, in.instanceArn());
            if (instance.attributes() != null) {
                throw SsoErrors.conflict("Access control attributes are already configured for this instance.");
            }
            Instances.put(tx, instance.withAttributes(attributes));
            return instance;
        });
        return CreateInstanceAccessControlAttributeConfigurationResponse.of();
    }

    @Override
    public UpdateInstanceAccessControlAttributeConfigurationResponse updateInstanceAccessControlAttributeConfiguration(
            UpdateInstanceAccessControlAttributeConfigurationRequest in, Call call) {
        change(in.instanceArn(), read(in.instanceAccessControlAttributeConfiguration()), call);
        return UpdateInstanceAccessControlAttributeConfigurationResponse.of();
    }

    @Override
    public DeleteInstanceAccessControlAttributeConfigurationResponse deleteInstanceAccessControlAttributeConfiguration(
            DeleteInstanceAccessControlAttributeConfigurationRequest in, Call call) {
        change(in.instanceArn(), null, call);
        return DeleteInstanceAccessControlAttributeConfigurationResponse.of();
    }

    private static void change(String instanceArn, @Nullable Attributes attributes, Call call) {
        call.write(tx -> {
            Instance instance = Instances.own(tx, call, instanceArn);
            configured(instance);
            Instances.put(tx, instance.withAttributes(attributes));
            return instance;
        });
    }

    private static List<Attribute> configured(Instance instance) {
        Attributes attributes = instance.attributes();
        if (attributes == null) {
            throw SsoErrors.missing("Access control attributes are not configured for this instance.");
        }
        return attributes.all();
    }

    private static Attributes read(InstanceAccessControlAttributeConfiguration configuration) {
        if (configuration.accessControlAttributes().size() > SsoLimits.ATTRIBUTES.current()) {
            throw SsoErrors.quota(SsoLimits.ATTRIBUTES);
        }
        return new Attributes(configuration.accessControlAttributes().stream()
                .map(attribute -> new Attribute(
                        attribute.key(), attribute.value().source().getFirst()))
                .toList());
    }

    @Override
    public DescribeInstanceAccessControlAttributeConfigurationResponse
            describeInstanceAccessControlAttributeConfiguration(
                    DescribeInstanceAccessControlAttributeConfigurationRequest in, Call call) {
        Instance instance = call.read(snapshot -> Instances.own(snapshot, call, in.instanceArn()));
        List<AccessControlAttribute> attributes = configured(instance).stream()
                .map(attribute -> AccessControlAttribute.builder()
                        .key(attribute.key())
                        .value(AccessControlAttributeValue.builder()
                                .source(List.of(attribute.source()))
                                .build())
                        .build())
                .toList();
        return DescribeInstanceAccessControlAttributeConfigurationResponse.builder()
                .status_(InstanceAccessControlAttributeConfigurationStatus.ENABLED)
                .instanceAccessControlAttributeConfiguration(InstanceAccessControlAttributeConfiguration.builder()
                        .accessControlAttributes(attributes)
                        .build())
                .build();
    }
}
