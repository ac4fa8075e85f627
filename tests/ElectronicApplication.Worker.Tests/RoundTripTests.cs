using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review.Deliveries;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms.Mapping;
using ElectronicApplication.Forms.Mapping.Characters;
using ElectronicApplication.Sandbox;
using ElectronicApplication.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RabbitMQ.Client;

namespace ElectronicApplication.Worker.Tests;

/// <summary>
/// Every procedure of the catalogue, through the whole worker, to core systems of each kind and back. What stands at the other side is what the mapping makes of the
/// submission, it stands there once, and the number that came back is that record's.
/// </summary>
public sealed class RoundTripTests : IDisposable
{
    private const int Procedures = 21;

    private static readonly string[] Targets = [.. SandboxServer.CoreSystems.Select(s => s.Name)];

    private readonly TemporaryFolder _folder = new("round-trip");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_procedure_reaches_systems_with_a_REST_interface_and_their_numbers_come_back()
    {
        await using var city = await CityAsync("rest", _ => []);
        var sent = await SendAllAsync(city);
        var done = await AcknowledgedAsync(city, sent);

        List<Arrived> arrived = [];
        foreach (var target in Targets)
            foreach (var record in await city.RecordsAsync(target))
            {
                Assert.Equal(("submission", 1), ((string?)record!["kind"], (int)record["offers"]!));
                arrived.Add(new(target, (string)record["externalId"]!, (string)record["receiptNumber"]!, record["data"], (string)record["id"]!));
            }
        AssertSame(sent, done, arrived);
    }

    [Fact]
    public async Task Every_procedure_reaches_systems_that_take_files_away_from_a_folder()
    {
        await using var city = await CityAsync("file", target => new() { ["Folder"] = Made("drop", target), ["Acknowledge"] = "PickedUp", ["AskAfterSeconds"] = "1" });
        var sent = await SendAllAsync(city);
        var done = await AcknowledgedAsync(city, sent, () =>
        {
            foreach (var target in Targets)
                foreach (var file in Visible(Path.Combine(_folder.Path, "drop", target)))
                    // A file that came twice would be there already.
                    File.Move(file, Path.Combine(Made("taken", target), Path.GetFileName(file)));
            return Task.CompletedTask;
        });
        await AssertSameFilesAsync(sent, done, target => Made("taken", target));
    }

    [SshFact]
    public async Task Every_procedure_reaches_systems_that_acknowledge_files_on_an_SFTP_server()
    {
        await using var server = await SshServer.StartAsync();
        string Drop(string target) => Directory.CreateDirectory(Path.Combine(server.Files, target)).FullName;
        await using var city = await CityAsync("sftp", target => new()
        {
            ["Host"] = "127.0.0.1", ["Port"] = $"{server.Port}", ["User"] = Environment.UserName, ["KeyFile"] = server.KeyFile, ["KnownHostsFile"] = server.KnownHostsFile,
            ["Folder"] = Drop(target), ["Acknowledge"] = "PickedUp", ["AskAfterSeconds"] = "1",
        });
        var sent = await SendAllAsync(city);
        var done = await AcknowledgedAsync(city, sent, async () =>
        {
            foreach (var file in Targets.SelectMany(target => Visible(Drop(target))).Where(file => !file.EndsWith(".ack", StringComparison.Ordinal)))
                await File.WriteAllTextAsync(file + ".ack", "");
        });
        await AssertSameFilesAsync(sent, done, Drop);
    }

    [RabbitMqFact]
    public async Task Every_procedure_reaches_systems_that_consume_a_queue_and_answer_on_another()
    {
        await using var broker = await RabbitMqBroker.StartAsync();
        await using var connection = await new ConnectionFactory { Uri = new(broker.ConnectionString) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var queues = Targets.ToDictionary(target => target, target => "electronic-application." + target);
        foreach (var queue in queues.Values)
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await using var city = await CityAsync("amqp", _ => new() { ["ConnectionString"] = broker.ConnectionString });
        var sent = await SendAllAsync(city);
        List<Arrived> arrived = [];
        var done = await AcknowledgedAsync(city, sent, async () =>
        {
            foreach (var (target, queue) in queues)
                while (await channel.BasicGetAsync(queue, autoAck: true) is { } message)
                {
                    var one = Arrived.Of(target, JsonNode.Parse(message.Body.Span)!, number => "Q-" + number);
                    arrived.Add(one);
                    await AmqpAdapterTests.SayAsync(channel, message.BasicProperties.ReplyTo!, $$"""{"externalId":"{{one.ExternalId}}","result":"done","recordId":"{{one.RecordId}}"}""");
                }
        });
        AssertSame(sent, done, arrived);
        foreach (var queue in queues.Values)
            Assert.Equal(0u, await channel.MessageCountAsync(queue));
    }

    [PostgreSqlFact]
    public async Task Every_procedure_reaches_systems_that_work_off_a_table()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        await using var database = NpgsqlDataSource.Create(server.ConnectionString());
        var tables = Targets.ToDictionary(target => target, target => target.Replace('-', '_'));
        foreach (var table in tables.Values)
            await TableAdapterTests.RunAsync(database, TableAdapterTests.Create.Replace("electronic_application", table, StringComparison.Ordinal));
        await using var city = await CityAsync("table", target => new() { ["ConnectionString"] = server.ConnectionString(), ["Table"] = tables[target] });
        var sent = await SendAllAsync(city);
        var done = await AcknowledgedAsync(city, sent, async () =>
        {
            foreach (var table in tables.Values)
                await TableAdapterTests.RunAsync(database, $"UPDATE {table} SET status = 'done', record_id = 'T-' || receipt_number WHERE status = 'new'");
        });

        List<Arrived> arrived = [];
        foreach (var (target, table) in tables)
        {
            await using var rows = await database.CreateCommand($"SELECT external_id, receipt_number, data::text, record_id, kind FROM {table} WHERE seen_at IS NOT NULL").ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                Assert.Equal("submission", rows.GetString(4));
                arrived.Add(new(target, rows.GetString(0), rows.GetString(1), JsonNode.Parse(rows.GetString(2)), rows.GetString(3)));
            }
        }
        AssertSame(sent, done, arrived);
    }

    [Fact]
    public async Task Every_procedure_crosses_an_airlock_and_its_acknowledgement_comes_back()
    {
        await AirlockSides.MakeKeysAsync(_folder.Path, "near", "far");
        var airlocks = Targets.Select(target => new AirlockSides(_folder.Path, Made("airlock", target), target).MakeFolders()).ToDictionary(sides => sides.Target);
        await using var city = await CityAsync("airlock", target => airlocks[target].Near());
        var sent = await SendAllAsync(city);
        var done = await AcknowledgedAsync(city, sent, async () =>
        {
            foreach (var airlock in airlocks.Values.Where(a => Visible(a.At("near-out")).Length > 0))
            {
                airlock.Carry("near-out", "far-in");
                Assert.Equal(0, (await airlock.ReceiveAsync()).Code);
                airlock.Carry("far-out", "near-in");
            }
        });
        await AssertSameFilesAsync(sent, done, target => airlocks[target].At("drop"));
    }

    [Fact]
    public async Task Every_procedure_stands_on_the_list_until_a_member_of_staff_has_entered_it()
    {
        await using var city = await CityAsync("list", _ => []);
        var clerk = new StaffMember { Id = Guid.CreateVersion7(), Issuer = "https://idp.example", Subject = "clerk", Name = "南 香織", Roles = "operate review", Offices = "*" };
        await city.InScopeAsync<AppDbContext, int>(db =>
        {
            db.Add(clerk);
            return db.SaveChangesAsync();
        });
        var act = new Act(ActorKind.Staff, clerk.Id.ToString(), clerk.Name, Door.Staff);
        var sent = await SendAllAsync(city);
        await Wait.ForAsync("everything on the lists", async () => (await Task.WhenAll(Targets.Select(ListAsync))).Sum(list => list.Rows.Count) == Procedures ? "all" : null);

        foreach (var target in Targets)
        {
            var ids = (await ListAsync(target)).Rows.Select(r => r.Id).ToList();
            Assert.True((await city.InScopeAsync<TransferList, Result<Done>>(l => l.RevealAsync(target, ids, "転記のため", act, default))).IsOk);
            var rows = (await ListAsync(target)).Rows;
            // As a person reads it: each value in its column, nothing that cannot be shown.
            foreach (var (submission, _, record) in sent.Where(s => s.Target == target))
            {
                var row = Assert.Single(rows, r => r.ReceiptNumber == submission.ReceiptNumber);
                Assert.Null(row.Trouble);
                Assert.Equal(MaskedJson.Flatten(record.Data).OrderBy(c => c.Key, StringComparer.Ordinal), row.Cells.OrderBy(c => c.Key, StringComparer.Ordinal));
            }
            var checks = rows.Select(r => new TransferCheck(r.Id, "L-" + r.ReceiptNumber)).ToList();
            Assert.Equal(sent.Count(s => s.Target == target), (await city.InScopeAsync<CheckOffTransfers, Result<int>>(c => c.DoneAsync(target, checks, act, default))).Value);
        }
        var done = await AcknowledgedAsync(city, sent);
        Assert.All(sent, s => Assert.Equal("L-" + s.Submission.ReceiptNumber, done[s.Submission.Id].RecordId));

        async Task<TransferPage> ListAsync(string target) => (await city.InScopeAsync<TransferList, Result<TransferPage>>(l => l.HandleAsync(target, null, act, default))).Value;
    }

    /// <summary>A record in a layout of the core system's own has no envelope: it carries its external id where the mapping puts it.</summary>
    [Fact]
    public async Task A_result_file_says_what_became_of_records_in_a_layout_by_the_external_id_that_they_carry()
    {
        await MadeUpProcedure.WriteAsync(Made("catalogue"), "comments", """{"targets":[{"system":"comments","layout":"file.layout.json","data":{"id":"facts.externalId","name":"name"}}]}""",
            """{"kind":"csv","charset":"windows-31j","columns":[{"name":"番号","source":"id"},{"name":"氏名","source":"name"}]}""");
        var results = Made("results");
        await using var city = await RunningWorker.StartAsync(new()
        {
            ["CoreSystems:comments:Adapter"] = "file", ["CoreSystems:comments:Folder"] = Made("drop"), ["CoreSystems:comments:TimeoutSeconds"] = "15", ["CoreSystems:comments:CollectSeconds"] = "1",
            ["CoreSystems:comments:Acknowledge"] = "ResultFile", ["CoreSystems:comments:ResultFolder"] = results, ["CoreSystems:comments:ResultCharset"] = "windows-31j",
        }, catalogue: Made("catalogue"));
        var taken = (await city.SubmitAsync("comments", MadeUpProcedure.Answers("髙﨑"))).Submission;
        var refused = (await city.SubmitAsync("comments", MadeUpProcedure.Answers("森"))).Submission;

        var charset = TargetCharset.Find("windows-31j")!;
        var ids = await Wait.ForAsync("both files", async () =>
        {
            var lines = await Task.WhenAll(Visible(Made("drop")).Select(async file => charset.Decode(await File.ReadAllBytesAsync(file)).TrimEnd().Split(',')));
            return lines.Length == 2 ? lines.ToDictionary(line => line[1], line => line[0]) : null;
        });
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "r.csv"), charset.Encode($"externalId,result,recordId,reason\r\n{ids["髙﨑"]},ok,J-1,\r\n{ids["森"]},ng,,台帳にない\r\n"));
        File.Move(Path.Combine(_folder.Path, "r.csv"), Path.Combine(results, "r.csv"));

        var deliveries = await Wait.ForAsync("what the result file says", async () =>
            await city.InScopeAsync<AppDbContext, List<Delivery>>(db => db.Set<Delivery>().AsNoTracking().Where(d => d.DueAt == null).ToListAsync()) is { Count: 2 } both ? both : null);
        Assert.Equal((DeliveryStatus.Acknowledged, "J-1"), deliveries.Single(d => d.SubmissionId == taken.Id) is var done ? (done.Status, done.RecordId) : default);
        Assert.Equal((DeliveryStatus.Refused, "台帳にない"), deliveries.Single(d => d.SubmissionId == refused.Id) is var not ? (not.Status, not.LastError) : default);
    }

    private static Task<RunningWorker> CityAsync(string adapter, Func<string, Dictionary<string, string?>> settings) => RunningWorker.StartAsync(Targets
        .SelectMany(target => settings(target).Concat(new Dictionary<string, string?> { ["TimeoutSeconds"] = "15", ["CollectSeconds"] = "1" }).Append(new("Adapter", adapter))
            .DistinctBy(s => s.Key).Select(s => KeyValuePair.Create($"CoreSystems:{target}:{s.Key}", s.Value))).ToDictionary());

    /// <summary>One submission of each procedure, with what its mapping makes of it.</summary>
    private static async Task<List<Sent>> SendAllAsync(RunningWorker city)
    {
        List<Sent> sent = [];
        foreach (var version in await city.Services.GetRequiredService<ProcedureCatalog>().ListAsync(CancellationToken.None))
        {
            var samples = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "forms-catalog", version.Procedure.Code, "samples"), "accepted-*.json");
            var sample = JsonNode.Parse(await File.ReadAllTextAsync(samples.Order(StringComparer.Ordinal).First()))!;
            var (submission, request) = await city.SubmitAsync(version.Procedure.Code, sample["answers"]!.AsObject());
            var target = Assert.Single(version.Mapping.Targets);
            sent.Add(new(submission, target.System, target.Render(request.Evaluation.Answers, Facts(submission, request))));
        }
        Assert.Equal(Procedures, sent.Count);
        Assert.Equal(Targets.Order(StringComparer.Ordinal), sent.Select(s => s.Target).Distinct().Order(StringComparer.Ordinal));
        return sent;
    }

    private static MappingFacts Facts(Submission submission, IntakeRequest request) => new(
        submission.ReceiptNumber, new(submission.ArrivedAt!.Value, TimeSpan.Zero), submission.ProcedureCode, request.Version.Number, Convert.ToHexStringLower(submission.PayloadSha256),
        request.Person?.Certificate is { } card ? new(card.Name, card.Address, card.BirthDate, "2") { SerialNumber = card.SerialNumber } : null,
        [.. request.Attachments.Select(a => new AttachmentHash(a.Name, a.Sha256))]) { ExternalId = submission.Id.ToString("N") };

    /// <summary>The delivery of each submission, once all are acknowledged.</summary>
    /// <param name="meanwhile">What the core systems do.</param>
    private static async Task<Dictionary<Guid, Delivery>> AcknowledgedAsync(RunningWorker city, List<Sent> sent, Func<Task>? meanwhile = null)
    {
        var done = await Wait.ForAsync("every acknowledgement", async () =>
        {
            if (meanwhile is not null)
                await meanwhile();
            var deliveries = await city.InScopeAsync<AppDbContext, List<Delivery>>(db => db.Set<Delivery>().AsNoTracking().ToListAsync());
            Assert.All(deliveries, d => Assert.False(d.Status == DeliveryStatus.Refused, $"{d.ProcedureCode}: {d.LastError}"));
            return deliveries.All(d => d.Status == DeliveryStatus.Acknowledged) ? deliveries : null;
        });
        Assert.Equal(sent.Select(s => s.Submission.Id).Order(), done.Select(d => d.SubmissionId).Order());
        Assert.Equal(sent.Count, await city.InScopeAsync<AppDbContext, int>(db => db.Set<ActEntry>().CountAsync(a => a.Kind == "delivery.acknowledged")));
        return done.ToDictionary(d => d.SubmissionId);
    }

    private static void AssertSame(List<Sent> sent, Dictionary<Guid, Delivery> done, List<Arrived> arrived)
    {
        Assert.Equal(sent.Count, arrived.Count);
        foreach (var (submission, target, record) in sent)
        {
            var there = Assert.Single(arrived, a => a.ExternalId == submission.Id.ToString("N"));
            Assert.Equal((target, submission.ReceiptNumber, done[submission.Id].RecordId), (there.Target, there.ReceiptNumber, there.RecordId));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(record.Data.ToJsonString()), there.Data), $"{submission.ProcedureCode}: {there.Data} in place of {record.Data}");
        }
    }

    /// <summary>One file a record: JSON where the mapping has no layout, else the record between header and trailer in the bytes of the layout's character set.</summary>
    private static async Task AssertSameFilesAsync(List<Sent> sent, Dictionary<Guid, Delivery> done, Func<string, string> folder)
    {
        List<Sent> inJson = [];
        List<Arrived> arrived = [];
        foreach (var target in Targets)
            Assert.Equal(sent.Where(s => s.Target == target).Select(s => done[s.Submission.Id].RecordId).Order(StringComparer.Ordinal),
                Visible(folder(target)).Select(Path.GetFileName).Where(name => !name!.EndsWith(".ack", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (var one in sent)
        {
            var name = done[one.Submission.Id].RecordId!;
            var bytes = await File.ReadAllBytesAsync(Path.Combine(folder(one.Target), name));
            if (one.Record.Text is { } text)
            {
                AssertSameText(text, bytes);
                continue;
            }
            inJson.Add(one);
            arrived.Add(Arrived.Of(one.Target, JsonNode.Parse(bytes)!, _ => name));
        }
        Assert.Equal(3, sent.Count - inJson.Count);
        AssertSame(inJson, done, arrived);
    }

    private static void AssertSameText(RecordText text, byte[] bytes)
    {
        var (layout, charset) = (text.Layout, TargetCharset.Find(text.Layout.Charset)!);
        var end = charset.Encode(text.Record + layout.NewLine + (layout.Trailer is null ? "" : layout.Trailer.Replace("{count}", "1", StringComparison.Ordinal) + layout.NewLine));
        Assert.Equal(Convert.ToHexString(end), Convert.ToHexString(bytes[^Math.Min(end.Length, bytes.Length)..]));
        var header = layout.Header is null ? "" : Regex.Escape(layout.Header + layout.NewLine).Replace(@"\{count}", "1", StringComparison.Ordinal)
            .Replace(@"\{date}", "[0-9]{8}", StringComparison.Ordinal).Replace(@"\{time}", "[0-9]{6}", StringComparison.Ordinal);
        Assert.Matches($@"\A{header}\z", charset.Decode(bytes.AsSpan(0, bytes.Length - end.Length)));
    }

    private string Made(params string[] names) => Directory.CreateDirectory(Path.Combine([_folder.Path, .. names])).FullName;

    private static string[] Visible(string folder) => [.. Directory.GetFiles(folder).Where(file => !Path.GetFileName(file).StartsWith('.'))];

    private sealed record Sent(Submission Submission, string Target, MappedRecord Record);

    /// <param name="RecordId">The number that the core system gave it.</param>
    private sealed record Arrived(string Target, string ExternalId, string ReceiptNumber, JsonNode? Data, string RecordId)
    {
        /// <summary>Of the envelope in which a record leaves where nothing else is agreed.</summary>
        public static Arrived Of(string target, JsonNode envelope, Func<string, string> recordId)
        {
            Assert.Equal("submission", (string?)envelope["kind"]);
            var number = (string)envelope["receiptNumber"]!;
            return new(target, (string)envelope["externalId"]!, number, envelope["data"], recordId(number));
        }
    }
}
