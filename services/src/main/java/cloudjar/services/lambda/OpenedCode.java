package cloudjar.services.lambda;

import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.blob.BlobContent;
import cloudjar.kernel.world.World;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a kept archive; closing it closes the content. */
final class OpenedCode extends FilterInputStream {
    private final BlobContent content;

    private OpenedCode(BlobContent content, InputStream in) {
        super(in);
        this.content = content;
    }

    static InputStream of(World world, Blob blob) throws IOException {
        BlobContent content = world.blobs().open(blob);
        return new OpenedCode(content, content.stream());
    }

    @Override
    public void close() throws IOException {
        super.close();
        content.close();
    }
}
