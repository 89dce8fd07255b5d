package cloudjar.services.ssm;

import cloudjar.api.ssm.CancelMaintenanceWindowExecutionRequest;
import cloudjar.api.ssm.CancelMaintenanceWindowExecutionResult;
import cloudjar.api.ssm.CreateMaintenanceWindowRequest;
import cloudjar.api.ssm.CreateMaintenanceWindowResult;
import cloudjar.api.ssm.DeleteMaintenanceWindowRequest;
import cloudjar.api.ssm.DeleteMaintenanceWindowResult;
import cloudjar.api.ssm.DeregisterTargetFromMaintenanceWindowRequest;
import cloudjar.api.ssm.DeregisterTargetFromMaintenanceWindowResult;
import cloudjar.api.ssm.DeregisterTaskFromMaintenanceWindowRequest;
import cloudjar.api.ssm.DeregisterTaskFromMaintenanceWindowResult;
import cloudjar.api.ssm.DescribeMaintenanceWindowExecutionTaskInvocationsRequest;
import cloudjar.api.ssm.DescribeMaintenanceWindowExecutionTaskInvocationsResult;
import cloudjar.api.ssm.DescribeMaintenanceWindowExecutionTasksRequest;
import cloudjar.api.ssm.DescribeMaintenanceWindowExecutionTasksResult;
import cloudjar.api.ssm.DescribeMaintenanceWindowExecutionsRequest;
import cloudjar.api.ssm.DescribeMaintenanceWindowExecutionsResult;
import cloudjar.api.ssm.DescribeMaintenanceWindowScheduleRequest;
import cloudjar.api.ssm.DescribeMaintenanceWindowScheduleResult;
import cloudjar.api.ssm.DescribeMaintenanceWindowTargetsRequest;
import cloudjar.api.ssm.DescribeMaintenanceWindowTargetsResult;
import cloudjar.api.ssm.DescribeMaintenanceWindowTasksRequest;
import cloudjar.api.ssm.DescribeMaintenanceWindowTasksResult;
import cloudjar.api.ssm.DescribeMaintenanceWindowsForTargetRequest;
import cloudjar.api.ssm.DescribeMaintenanceWindowsForTargetResult;
import cloudjar.api.ssm.DescribeMaintenanceWindowsRequest;
import cloudjar.api.ssm.DescribeMaintenanceWindowsResult;
import cloudjar.api.ssm.GetMaintenanceWindowExecutionRequest;
import cloudjar.api.ssm.GetMaintenanceWindowExecutionResult;
import cloudjar.api.ssm.GetMaintenanceWindowExecutionTaskInvocationRequest;
import cloudjar.api.ssm.GetMaintenanceWindowExecutionTaskInvocationResult;
import cloudjar.api.ssm.GetMaintenanceWindowExecutionTaskRequest;
import cloudjar.api.ssm.GetMaintenanceWindowExecutionTaskResult;
import cloudjar.api.ssm.GetMaintenanceWindowRequest;
import cloudjar.api.ssm.GetMaintenanceWindowResult;
import cloudjar.api.ssm.GetMaintenanceWindowTaskRequest;
import cloudjar.api.ssm.GetMaintenanceWindowTaskResult;
import cloudjar.api.ssm.MaintenanceWindows;
import cloudjar.api.ssm.RegisterTargetWithMaintenanceWindowRequest;
import cloudjar.api.ssm.RegisterTargetWithMaintenanceWindowResult;
import cloudjar.api.ssm.RegisterTaskWithMaintenanceWindowRequest;
import cloudjar.api.ssm.RegisterTaskWithMaintenanceWindowResult;
import cloudjar.api.ssm.UpdateMaintenanceWindowRequest;
import cloudjar.api.ssm.UpdateMaintenanceWindowResult;
import cloudjar.api.ssm.UpdateMaintenanceWindowTargetRequest;
import cloudjar.api.ssm.UpdateMaintenanceWindowTargetResult;
import cloudjar.api.ssm.UpdateMaintenanceWindowTaskRequest;
import cloudjar.api.ssm.UpdateMaintenanceWindowTaskResult;
import cloudjar.kernel.call.Call;

/** The operations of maintenance windows, each where what it is about is. */
final class MaintenanceWindowOperations implements MaintenanceWindows {
    private final WindowOperations windows = new WindowOperations();
    private final WindowForecast forecast = new WindowForecast();
    private final WindowTargetOperations targets = new WindowTargetOperations();
    private final WindowTaskOperations tasks = new WindowTaskOperations();
    private final WindowExecutionOperations executions = new WindowExecutionOperations();

    @Override
    public CancelMaintenanceWindowExecutionResult cancelMaintenanceWindowExecution(
            CancelMaintenanceWindowExecutionRequest in, Call call) {
        return executions.cancel(in, call);
    }

    @Override
    public CreateMaintenanceWindowResult createMaintenanceWindow(CreateMaintenanceWindowRequest in, Call call) {
        return windows.create(in, call);
    }

    @Override
    public DeleteMaintenanceWindowResult deleteMaintenanceWindow(DeleteMaintenanceWindowRequest in, Call call) {
        return windows.delete(in, call);
    }

    @Override
    public DeregisterTargetFromMaintenanceWindowResult deregisterTargetFromMaintenanceWindow(
            DeregisterTargetFromMaintenanceWindowRequest in, Call call) {
        return targets.deregister(in, call);
    }

    @Override
    public DeregisterTaskFromMaintenanceWindowResult deregisterTaskFromMaintenanceWindow(
            DeregisterTaskFromMaintenanceWindowRequest in, Call call) {
        return tasks.deregister(in, call);
    }

    @Override
    public DescribeMaintenanceWindowExecutionTaskInvocationsResult describeMaintenanceWindowExecutionTaskInvocations(
            DescribeMaintenanceWindowExecutionTaskInvocationsRequest in, Call call) {
        return executions.listInvocations(in, call);
    }

    @Override
    public DescribeMaintenanceWindowExecutionTasksResult describeMaintenanceWindowExecutionTasks(
            DescribeMaintenanceWindowExecutionTasksRequest in, Call call) {
        return executions.listTasks(in, call);
    }

    @Override
    public DescribeMaintenanceWindowExecutionsResult describeMaintenanceWindowExecutions(
            DescribeMaintenanceWindowExecutionsRequest in, Call call) {
        return executions.list(in, call);
    }

    @Override
    public DescribeMaintenanceWindowScheduleResult describeMaintenanceWindowSchedule(
            DescribeMaintenanceWindowScheduleRequest in, Call call) {
        return forecast.describe(in, call);
    }

    @Override
    public DescribeMaintenanceWindowTargetsResult describeMaintenanceWindowTargets(
            DescribeMaintenanceWindowTargetsRequest in, Call call) {
        return targets.list(in, call);
    }

    @Override
    public DescribeMaintenanceWindowTasksResult describeMaintenanceWindowTasks(
            DescribeMaintenanceWindowTasksRequest in, Call call) {
        return tasks.list(in, call);
    }

    @Override
    public DescribeMaintenanceWindowsResult describeMaintenanceWindows(
            DescribeMaintenanceWindowsRequest in, Call call) {
        return windows.list(in, call);
    }

    @Override
    public DescribeMaintenanceWindowsForTargetResult describeMaintenanceWindowsForTarget(
            DescribeMaintenanceWindowsForTargetRequest in, Call call) {
        return windows.listForTarget(in, call);
    }

    @Override
    public GetMaintenanceWindowResult getMaintenanceWindow(GetMaintenanceWindowRequest in, Call call) {
        return windows.get(in, call);
    }

    @Override
    public GetMaintenanceWindowExecutionResult getMaintenanceWindowExecution(
            GetMaintenanceWindowExecutionRequest in, Call call) {
        return executions.get(in, call);
    }

    @Override
    public GetMaintenanceWindowExecutionTaskResult getMaintenanceWindowExecutionTask(
            GetMaintenanceWindowExecutionTaskRequest in, Call call) {
        return executions.getTask(in, call);
    }

    @Override
    public GetMaintenanceWindowExecutionTaskInvocationResult getMaintenanceWindowExecutionTaskInvocation(
            GetMaintenanceWindowExecutionTaskInvocationRequest in, Call call) {
        return executions.getInvocation(in, call);
    }

    @Override
    public GetMaintenanceWindowTaskResult getMaintenanceWindowTask(GetMaintenanceWindowTaskRequest in, Call call) {
        return tasks.get(in, call);
    }

    @Override
    public RegisterTargetWithMaintenanceWindowResult registerTargetWithMaintenanceWindow(
            RegisterTargetWithMaintenanceWindowRequest in, Call call) {
        return targets.register(in, call);
    }

    @Override
    public RegisterTaskWithMaintenanceWindowResult registerTaskWithMaintenanceWindow(
            RegisterTaskWithMaintenanceWindowRequest in, Call call) {
        return tasks.register(in, call);
    }

    @Override
    public UpdateMaintenanceWindowResult updateMaintenanceWindow(UpdateMaintenanceWindowRequest in, Call call) {
        return windows.update(in, call);
    }

    @Override
    public UpdateMaintenanceWindowTargetResult updateMaintenanceWindowTarget(
            UpdateMaintenanceWindowTargetRequest in, Call call) {
        return targets.update(in, call);
    }

    @Override
    public UpdateMaintenanceWindowTaskResult updateMaintenanceWindowTask(
            UpdateMaintenanceWindowTaskRequest in, Call call) {
        return tasks.update(in, call);
    }
}
