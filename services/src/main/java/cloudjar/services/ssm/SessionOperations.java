package cloudjar.services.ssm;

import cloudjar.api.ssm.DescribeSessionsRequest;
import cloudjar.api.ssm.DescribeSessionsResponse;
import cloudjar.api.ssm.GetConnectionStatusRequest;
import cloudjar.api.ssm.GetConnectionStatusResponse;
import cloudjar.api.ssm.ResumeSessionRequest;
import cloudjar.api.ssm.ResumeSessionResponse;
import cloudjar.api.ssm.Sessions;
import cloudjar.api.ssm.StartSessionRequest;
import cloudjar.api.ssm.StartSessionResponse;
import cloudjar.api.ssm.TerminateSessionRequest;
import cloudjar.api.ssm.TerminateSessionResponse;
import cloudjar.kernel.call.Call;
import java.util.List;

/** Session Manager while no instance is managed: what AWS answers then. */
final class SessionOperations implements Sessions {
    @Override
    public StartSessionResponse startSession(StartSessionRequest in, Call call) {
        throw SsmErrors.notConnected(in.target());
    }

    @Override
    public ResumeSessionResponse resumeSession(ResumeSessionRequest in, Call call) {
        throw SsmErrors.noSession(in.sessionId());
    }

    /** AWS ends what has ended, too. */
    @Override
    public TerminateSessionResponse terminateSession(TerminateSessionRequest in, Call call) {
        return TerminateSessionResponse.builder().sessionId(in.sessionId()).build();
    }

    @Override
    public DescribeSessionsResponse describeSessions(DescribeSessionsRequest in, Call call) {
        return DescribeSessionsResponse.builder().sessions(List.of()).build();
    }

    @Override
    public GetConnectionStatusResponse getConnectionStatus(GetConnectionStatusRequest in, Call call) {
        return GetConnectionStatusResponse.builder()
                .target(in.target())
                .status_("notconnected")
                .build();
    }
}
