package cloudjar.services.kms;

import cloudjar.api.kms.AliasListEntry;
import cloudjar.api.kms.Aliases;
import cloudjar.api.kms.CreateAliasRequest;
import cloudjar.api.kms.CreateAliasResponse;
import cloudjar.api.kms.DeleteAliasRequest;
import cloudjar.api.kms.DeleteAliasResponse;
import cloudjar.api.kms.ListAliasesRequest;
import cloudjar.api.kms.ListAliasesResponse;
import cloudjar.api.kms.UpdateAliasRequest;
import cloudjar.api.kms.UpdateAliasResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;

/** Other names of keys. */
final class AliasOperations implements Aliases {
    @Override
    public CreateAliasResponse createAlias(CreateAliasRequest in, Call call) {
        String name = checked(in.aliasName());
        boolean unused = call.write(tx -> {
            KmsKey key = target(tx, call, in.targetKeyId());
            KmsTables tables = KmsTables.of(key);
            if (tables.aliases.contains(tx, name)) {
                throw KmsErrors.aliasExists(arn(call, name));
            }
            room(tx, tables, key);
            tables.aliases.put(tx, name, new Alias(name, key.id(), call.time(), call.time()));
            return true;
        });
        return CreateAliasResponse.of();
    }

    private static KmsKey target(Snapshot snapshot, Call call, String keyId) {
        if (keyId.startsWith(Alias.PREFIX) || keyId.contains(":" + Alias.PREFIX)) {
            throw KmsErrors.validation("Aliases must refer to keys. Not aliases");
        }
        return KeyStates.ours(KeyStates.lasting(KeyLookup.findOwn(snapshot, call, keyId)));
    }

    private static void room(Tx tx, KmsTables tables, KmsKey key) {
        long there = tables.byTarget.count(tx, Range.prefix(Key.of(key.id())));
        if (there >= KmsLimits.ALIASES.current()) {
            throw KmsErrors.limit(
                    "You have reached the maximum number of aliases for this key: " + KmsLimits.ALIASES.current());
        }
    }

    private static String checked(String name) {
        if (!name.startsWith(Alias.PREFIX)) {
            throw KmsErrors.aliasPrefix();
        }
        if (name.startsWith(Alias.RESERVED)) {
            throw KmsErrors.reservedAlias();
        }
        if (name.length() == Alias.PREFIX.length() || name.indexOf(':') >= 0) {
            throw KmsErrors.validation(name + " contains invalid characters for an alias");
        }
        return name;
    }

    @Override
    public UpdateAliasResponse updateAlias(UpdateAliasRequest in, Call call) {
        String name = checked(in.aliasName());
        boolean unused = call.write(tx -> {
            KmsTables tables = KmsTables.in(call.account(), call.region());
            Alias alias = tables.aliases.get(tx, name).orElseThrow(() -> KmsErrors.noAlias(arn(call, name)));
            KmsKey key = target(tx, call, in.targetKeyId());
            KmsKey before = KeyLookup.byId(tx, call, call.account(), alias.target());
            if (!before.usage().equals(key.usage())
                    || before.kind().isSymmetric() != key.kind().isSymmetric()) {
                throw KmsErrors.validation(
                        "The alias can only be associated with a key of the same type and key usage.");
            }
            if (!alias.target().equals(key.id())) {
                room(tx, tables, key);
            }
            tables.aliases.put(tx, name, new Alias(name, key.id(), alias.created(), call.time()));
            return true;
        });
        return UpdateAliasResponse.of();
    }

    @Override
    public DeleteAliasResponse deleteAlias(DeleteAliasRequest in, Call call) {
        String name = checked(in.aliasName());
        boolean unused = call.write(tx -> {
            if (!KmsTables.in(call.account(), call.region()).aliases.delete(tx, name)) {
                throw KmsErrors.noAlias(arn(call, name));
            }
            return true;
        });
        return DeleteAliasResponse.of();
    }

    @Override
    public ListAliasesResponse listAliases(ListAliasesRequest in, Call call) {
        return call.read(snapshot -> {
            KmsTables tables = KmsTables.in(call.account(), call.region());
            String id = in.keyId() == null
                    ? null
                    : KeyLookup.findById(snapshot, call, in.keyId()).id();
            int limit = Paging.limit(in.limit(), Paging.FIFTY);
            Page<Row<String, Alias>> page = Paging.page(() -> id == null
                    ? tables.aliases.page(snapshot, Range.all(), limit, in.marker(), "ListAliases")
                    : tables.byTarget.page(snapshot, Range.prefix(Key.of(id)), limit, in.marker(), "ListAliases"));
            return ListAliasesResponse.builder()
                    .aliases(page.items().stream()
                            .map(Row::value)
                            .map(alias -> AliasListEntry.builder()
                                    .aliasName(alias.name())
                                    .aliasArn(arn(call, alias.name()))
                                    .targetKeyId(alias.target())
                                    .creationDate(alias.created())
                                    .lastUpdatedDate(alias.updated())
                                    .build())
                            .toList())
                    .truncated(page.next().isPresent())
                    .nextMarker(page.next().orElse(null))
                    .build();
        });
    }

    private static String arn(Call call, String name) {
        return call.arn("kms", name).toString();
    }
}
