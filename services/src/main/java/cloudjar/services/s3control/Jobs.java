package cloudjar.services.s3control;

import cloudjar.api.s3control.CreateJobRequest;
import cloudjar.api.s3control.JobManifestFormat;
import cloudjar.api.s3control.JobStatus;
import cloudjar.api.s3control.ListJobsRequest;
import cloudjar.api.s3control.ListJobsResult;
import cloudjar.api.s3control.RequestedJobStatus;
import cloudjar.api.s3control.S3Tag;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.ScopedTable;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.TimerHandlers;
import cloudjar.kernel.world.World;
import cloudjar.services.RoleSessions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Batch jobs. A job is a timer that is due at once: first it counts the manifest's lines, then it does a portion of them and
 * sets itself again. How far it has come is committed after each portion, so that a job outlives the process; what was done
 * of the portion that a crash interrupts is done again.
 */
final class Jobs {
    private static final String HANDLER = "s3control.job";
    private static final String SERVICE = "batchoperations.s3.amazonaws.com";
    private static final String SESSION = "s3-batch-operations_";
    private static final int PORTION = 100;

    private final JobWork work;
    private final RoleSessions roles;

    Jobs(JobWork work, RoleSessions roles) {
        this.work = work;
        this.roles = roles;
    }

    /** Registers the handler. */
    void register(TimerHandlers handlers) {
        handlers.register(HANDLER, this::fire);
    }

    private static ScopedTable<String, Job> table(String account, String region) {
        return S3ControlTables.JOBS.in(account, region);
    }

    Job create(CreateJobRequest in, Call call) {
        if (in.manifest() == null) {
            throw in.manifestGenerator() == null
                    ? S3ControlErrors.invalidJob("A job needs a manifest")
                    : NotImplemented.of("s3control", "CreateJob with a manifest that S3 makes");
        }
        if (!in.manifest().spec().format().equals(JobManifestFormat.S3_BATCH_OPERATIONS_CSV_20180820)) {
            throw NotImplemented.of("s3control", "CreateJob with a manifest that is an inventory report");
        }
        if (!in.manifest().spec().fields().containsAll(List.of("Bucket", "Key"))) {
            throw S3ControlErrors.invalidJob("The fields of a manifest must have Bucket and Key");
        }
        work.requireKnown(in.operation());
        Job job = new Job(
                call.world().ids().uuid(), in, call.time(), JobStatus.NEW, in.priority(), 0, 0, 0, null, null, null);
        return call.write(tx -> {
            for (Row<String, Job> row : table(call.account(), call.region()).rows(tx, Range.all())) {
                // Who asks the same again gets the same job.
                if (row.value().request().clientRequestToken().equals(in.clientRequestToken())) {
                    return row.value();
                }
            }
            table(call.account(), call.region()).put(tx, job.id(), job);
            schedule(tx, call.account(), call.region(), job.id(), call.time());
            return job;
        });
    }

    private static void schedule(Tx tx, String account, String region, String id, Instant at) {
        tx.at(at, Timer.of(HANDLER, account + "/" + region + "/" + id));
    }

    Job get(String id, Call call) {
        return call.read(snapshot -> table(call.account(), call.region()).get(snapshot, id))
                .orElseThrow(() -> S3ControlErrors.noJob(id));
    }

    ListJobsResult list(ListJobsRequest in, Call call) {
        List<String> wanted = in.jobStatuses();
        Page<Job> page = Pages.of(
                call,
                table(call.account(), call.region()),
                in.maxResults(),
                in.nextToken(),
                "ListJobs " + wanted,
                job -> wanted.isEmpty() || wanted.contains(job.status()));
        return ListJobsResult.builder()
                .jobs(page.items().stream().map(Job::listed).toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    /** Lets a job that waits go on, or ends it. */
    Job setStatus(String id, String requested, @Nullable String reason, Call call) {
        return call.write(tx -> {
            Job job = table(call.account(), call.region()).get(tx, id).orElseThrow(() -> S3ControlErrors.noJob(id));
            boolean cancel = requested.equals(RequestedJobStatus.CANCELLED);
            boolean waits = job.status().equals(JobStatus.SUSPENDED);
            if (job.over() || !cancel && !waits) {
                throw S3ControlErrors.wrongStatus(job.status(), requested);
            }
            Job changed = job.in(cancel ? JobStatus.CANCELLED : JobStatus.READY, reason, call.time());
            table(call.account(), call.region()).put(tx, id, changed);
            if (!cancel) {
                schedule(tx, call.account(), call.region(), id, call.time());
            }
            return changed;
        });
    }

    Job setPriority(String id, int priority, Call call) {
        return call.write(tx -> {
            Job job = table(call.account(), call.region()).get(tx, id).orElseThrow(() -> S3ControlErrors.noJob(id));
            Job changed = job.withPriority(priority);
            table(call.account(), call.region()).put(tx, id, changed);
            return changed;
        });
    }

    /** Gives a job these tags and no others. */
    void tag(String id, List<S3Tag> tags, Call call) {
        if (tags.size() > S3ControlLimits.TAGS.current()) {
            throw S3ControlErrors.tooManyTags();
        }
        call.write(tx -> {
            Job job = table(call.account(), call.region()).get(tx, id).orElseThrow(() -> S3ControlErrors.noJob(id));
            table(call.account(), call.region()).put(tx, id, job.withTags(tags));
            return true;
        });
    }

    private void fire(World world, Timer timer, Instant due) {
        String[] parts = timer.id().split("/", 3);
        Optional<Job> found =
                world.store().read(snapshot -> table(parts[0], parts[1]).get(snapshot, parts[2]));
        if (found.isEmpty() || found.get().over() || found.get().status().equals(JobStatus.SUSPENDED)) {
            return;
        }
        Job job = found.get();
        Call own = call(world, parts[0], parts[1]);
        Job next;
        try {
            Call call = roles.as(job.request().roleArn(), SESSION + job.id(), own);
            next = job.status().equals(JobStatus.NEW) ? prepared(job, call) : advanced(job, call);
        } catch (ApiException refused) {
            next = job.failed(String.valueOf(refused.getMessage()), own.time());
        }
        Job committed = next;
        world.store().write(tx -> {
            Optional<Job> now = table(parts[0], parts[1]).get(tx, parts[2]);
            if (now.isEmpty() || now.get().over()) {
                return false;
            }
            table(parts[0], parts[1])
                    .put(
                            tx,
                            parts[2],
                            committed
                                    .withPriority(now.get().priority())
                                    .withTags(now.get().request().tags()));
            if (!committed.over() && !committed.status().equals(JobStatus.SUSPENDED)) {
                schedule(tx, parts[0], parts[1], parts[2], due);
            }
            return true;
        });
    }

    private Job prepared(Job job, Call call) {
        long total = work.count(job, call);
        boolean waits = Boolean.TRUE.equals(job.request().confirmationRequired());
        return job.prepared(total, waits ? JobStatus.SUSPENDED : JobStatus.READY);
    }

    private Job advanced(Job job, Call call) {
        JobWork.Done done = work.portion(job, PORTION, call);
        Job further = job.advanced(done.lines(), done.failures());
        return further.in(
                further.done() >= further.total() ? JobStatus.COMPLETE : JobStatus.ACTIVE, job.reason(), call.time());
    }

    private static Call call(World world, String account, String region) {
        return Call.own(
                world,
                new Scope(account, region),
                new Principal.Service(SERVICE),
                world.clock().now());
    }
}
