package cloudjar.services.ssm;

import cloudjar.api.ssm.GetServiceSettingRequest;
import cloudjar.api.ssm.GetServiceSettingResult;
import cloudjar.api.ssm.ResetServiceSettingRequest;
import cloudjar.api.ssm.ResetServiceSettingResult;
import cloudjar.api.ssm.ServiceSetting;
import cloudjar.api.ssm.ServiceSettings;
import cloudjar.api.ssm.UpdateServiceSettingRequest;
import cloudjar.api.ssm.UpdateServiceSettingResult;
import cloudjar.kernel.call.Call;
import java.util.Optional;

/** What an account has set for the service in a region. */
final class SettingOperations implements ServiceSettings {
    @Override
    public GetServiceSettingResult getServiceSetting(GetServiceSettingRequest in, Call call) {
        String id = id(in.settingId());
        Optional<Setting> set = call.read(
                snapshot -> SsmTables.in(call.account(), call.region()).settings.get(snapshot, id));
        return GetServiceSettingResult.builder()
                .serviceSetting(shown(id, set, call))
                .build();
    }

    private static String id(String text) {
        int path = text.startsWith("arn:") ? text.indexOf("servicesetting/") : -1;
        String id = path < 0 ? text : text.substring(path + "servicesetting".length());
        if (!Setting.DEFAULTS.containsKey(id)) {
            throw SsmErrors.noSetting(text);
        }
        return id;
    }

    private static ServiceSetting shown(String id, Optional<Setting> set, Call call) {
        return ServiceSetting.builder()
                .settingId(id)
                .settingValue(set.map(Setting::value).orElse(Setting.DEFAULTS.get(id)))
                .lastModifiedDate(set.map(Setting::modified).orElse(null))
                .lastModifiedUser(set.map(Setting::user).orElse("System"))
                .arn(call.arn("ssm", "servicesetting" + id).toString())
                .status_(set.isPresent() ? "Customized" : "Default")
                .build();
    }

    @Override
    public UpdateServiceSettingResult updateServiceSetting(UpdateServiceSettingRequest in, Call call) {
        String id = id(in.settingId());
        if (!Setting.allows(id, in.settingValue())) {
            throw SsmErrors.validation("The value " + in.settingValue() + " is not valid for the setting " + id + ".");
        }
        Setting setting =
                new Setting(id, in.settingValue(), call.time(), call.principal().id());
        boolean unused = call.write(tx -> {
            SsmTables.in(call.account(), call.region()).settings.put(tx, id, setting);
            return true;
        });
        return UpdateServiceSettingResult.of();
    }

    @Override
    public ResetServiceSettingResult resetServiceSetting(ResetServiceSettingRequest in, Call call) {
        String id = id(in.settingId());
        boolean unused = call.write(
                tx -> SsmTables.in(call.account(), call.region()).settings.delete(tx, id));
        return ResetServiceSettingResult.builder()
                .serviceSetting(shown(id, Optional.empty(), call))
                .build();
    }
}
