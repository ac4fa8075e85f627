namespace ElectronicApplication.Worker.Dispatch;

/// <summary>Which worker claimed a row, for whoever looks at it: machine, process, and a part that no other start shares.</summary>
internal sealed class WorkerName
{
    public string Value { get; } = $"{Short(Environment.MachineName)}:{Environment.ProcessId}:{Guid.NewGuid().ToString("N")[..6]}";

    private static string Short(string machine) => machine.Length <= 40 ? machine : machine[..40];
}
