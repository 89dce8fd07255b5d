package cloudjar.services.ssm;

import cloudjar.api.ssm.AccountSharingInfo;
import cloudjar.api.ssm.DescribeDocumentPermissionRequest;
import cloudjar.api.ssm.DescribeDocumentPermissionResponse;
import cloudjar.api.ssm.DocumentShares;
import cloudjar.api.ssm.ModifyDocumentPermissionRequest;
import cloudjar.api.ssm.ModifyDocumentPermissionResponse;
import cloudjar.kernel.call.Call;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** With whom documents are shared. */
final class ShareOperations implements DocumentShares {
    private static final String SHARE = "Share";

    @Override
    public ModifyDocumentPermissionResponse modifyDocumentPermission(ModifyDocumentPermissionRequest in, Call call) {
        if (!SHARE.equals(in.permissionType())) {
            throw SsmErrors.permissionType();
        }
        boolean unused = call.write(tx -> {
            Document document = DocumentLookup.own(tx, in.name(), call);
            SortedMap<String, String> shares = new TreeMap<>(document.shares());
            String version = Objects.requireNonNullElse(in.sharedDocumentVersion(), "$DEFAULT");
            in.accountIdsToAdd().forEach(account -> shares.put(account.toLowerCase(Locale.ROOT), version));
            in.accountIdsToRemove().forEach(account -> shares.remove(account.toLowerCase(Locale.ROOT)));
            if (shares.size() > SsmLimits.SHARES_MAX.current()) {
                throw SsmErrors.tooManyShares();
            }
            SsmTables.in(call.account(), call.region()).documents.put(tx, document.name(), document.shared(shares));
            return true;
        });
        return ModifyDocumentPermissionResponse.of();
    }

    @Override
    public DescribeDocumentPermissionResponse describeDocumentPermission(
            DescribeDocumentPermissionRequest in, Call call) {
        if (!SHARE.equals(in.permissionType())) {
            throw SsmErrors.permissionType();
        }
        Document document = call.read(snapshot -> DocumentLookup.own(snapshot, in.name(), call));
        return DescribeDocumentPermissionResponse.builder()
                .accountIds(List.copyOf(document.shares().keySet()))
                .accountSharingInfoList(document.shares().entrySet().stream()
                        .map(share -> AccountSharingInfo.builder()
                                .accountId(share.getKey())
                                .sharedDocumentVersion(share.getValue())
                                .build())
                        .toList())
                .build();
    }
}
