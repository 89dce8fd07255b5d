package cloudjar.services.s3control;

import cloudjar.api.s3control.AccountBlocks;
import cloudjar.api.s3control.DeletePublicAccessBlockRequest;
import cloudjar.api.s3control.DeletePublicAccessBlockResponse;
import cloudjar.api.s3control.GetPublicAccessBlockOutput;
import cloudjar.api.s3control.GetPublicAccessBlockRequest;
import cloudjar.api.s3control.PublicAccessBlockConfiguration;
import cloudjar.api.s3control.PutPublicAccessBlockRequest;
import cloudjar.api.s3control.PutPublicAccessBlockResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.ScopedTable;
import java.util.Optional;

/** The operations on what an account blocks for all of its buckets. */
final class AccountBlockOperations implements AccountBlocks {
    /** An account's block is the same in all regions. */
    private static final String NO_REGION = "";

    private static ScopedTable<String, PublicAccessBlockConfiguration> blocks(Call call) {
        return S3ControlTables.BLOCKS.in(call.account(), NO_REGION);
    }

    /** What the account blocks; nothing where it says nothing. */
    static Optional<PublicAccessBlockConfiguration> block(Call call) {
        return call.read(snapshot -> blocks(call).get(snapshot, call.account()));
    }

    @Override
    public GetPublicAccessBlockOutput getPublicAccessBlock(GetPublicAccessBlockRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        return GetPublicAccessBlockOutput.builder()
                .publicAccessBlockConfiguration(
                        block(own).orElseThrow(() -> S3ControlErrors.noPublicAccessBlock(own.account())))
                .build();
    }

    @Override
    public PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        PublicAccessBlockConfiguration asked = in.publicAccessBlockConfiguration();
        boolean any = asked.blockPublicAcls() != null
                || asked.blockPublicPolicy() != null
                || asked.ignorePublicAcls() != null
                || asked.restrictPublicBuckets() != null;
        if (!any) {
            throw S3ControlErrors.emptyPublicAccessBlock();
        }
        own.write(tx -> {
            blocks(own).put(tx, own.account(), AccessPoints.filled(asked));
            return true;
        });
        return PutPublicAccessBlockResponse.of();
    }

    @Override
    public DeletePublicAccessBlockResponse deletePublicAccessBlock(DeletePublicAccessBlockRequest in, Call call) {
        Call own = OwnAccount.in(call, in.accountId());
        own.write(tx -> blocks(own).delete(tx, own.account()));
        return DeletePublicAccessBlockResponse.of();
    }
}
