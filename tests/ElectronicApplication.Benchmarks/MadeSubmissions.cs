using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Database;
using ElectronicApplication.Forms;
using ElectronicApplication.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Benchmarks;

/// <summary>Submissions with their deliveries as the API makes them, without the way through the door and without facts in the outbox.</summary>
internal sealed class MadeSubmissions : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    // So many of one day that two may draw the same number.
    private readonly ConcurrentDictionary<string, byte> _numbers = new();

    private MadeSubmissions(ServiceProvider provider) => _provider = provider;

    /// <param name="data">Data directory of a host that has made the tables, the keys and the procedures.</param>
    public static MadeSubmissions Open(PostgreSqlServer postgres, string data)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddDatabase(new(DatabaseProvider.PostgreSql, postgres.ConnectionString()))
            .AddKernel(KeyRing.Load(Path.Combine(data, "keys", "data-keys.json"))).AddProcedures().AddDeliveries().AddSingleton<SearchKeys>().AddSingleton<SubmissionIntake>();
        return new(services.BuildServiceProvider());
    }

    /// <param name="withdrawn">Each is withdrawn at once: two deliveries of one submission, in order.</param>
    public async Task AddAsync(string procedure, int count, bool withdrawn = false)
    {
        var version = (await _provider.GetRequiredService<ProcedureCatalog>().FindAsync(procedure, CancellationToken.None))!;
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(
            Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "forms-catalog", procedure, "samples"), "accepted-*.json").MinBy(f => new FileInfo(f).Length)!))!;
        var evaluation = version.Plan.Evaluate((JsonObject)sample["answers"]!, new EvaluationInput(new DateOnly(2026, 4, 1), null, []));
        var (intake, facts) = (_provider.GetRequiredService<SubmissionIntake>(), _provider.GetRequiredService<Facts>());
        foreach (var batch in Enumerable.Range(0, count).Chunk(1000))
        {
            await using var scope = _provider.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AppDbContext>().InsertAsync([.. batch.AsParallel().Select(_ => Rows())], CancellationToken.None);
        }

        IReadOnlyList<object> Rows()
        {
            IntakeRows made;
            do
                made = intake.Make(new(version, evaluation, [], Channel.Api, Act.Anonymous(Door.PortalApi)));
            while (!_numbers.TryAdd(made.Submission.ReceiptNumber, 0));
            var rows = made.Rows.ToList();
            if (withdrawn)
                rows.AddRange(facts.RowsFor(new SubmissionWithdrawn(Guid.CreateVersion7(), DateTimeOffset.UtcNow, made.Submission.Id, made.Submission.ReceiptNumber, procedure, version.Id)));
            return [.. rows.Where(r => r is not OutboxMessage)];
        }
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
