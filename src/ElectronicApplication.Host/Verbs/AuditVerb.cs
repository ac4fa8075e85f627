using ElectronicApplication.Core.Administration;

namespace ElectronicApplication.Host.Verbs;

internal static class AuditVerb
{
    public static async Task<int> ExecuteAsync(string[] options)
    {
        await using var app = RunningHost.BuildForVerb(options);
        await using var scope = app.Services.CreateAsyncScope();
        var report = await scope.ServiceProvider.GetRequiredService<VerifyAudit>().HandleAsync(CancellationToken.None);
        foreach (var id in report.Altered)
            Console.WriteLine($"altered  act {id}");
        foreach (var sequence in report.Missing)
            Console.WriteLine($"missing  seal or act number {sequence}");
        foreach (var id in report.Unsealed)
            Console.WriteLine($"unsealed act {id}");
        Console.WriteLine($"{report.Sealed} acts sealed, {report.Altered.Count} altered, {report.Missing.Count} missing, {report.Unsealed.Count} unsealed.");
        if (report.Head is { } head)
            Console.WriteLine($"Head of the chain: {head.Sequence} {head.Hash}. Keep it outside the database: a later chain must still hold it.");
        return report.IsWhole ? 0 : 1;
    }
}
