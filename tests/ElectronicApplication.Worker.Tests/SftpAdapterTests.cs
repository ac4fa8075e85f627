using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Testing;
using ElectronicApplication.Worker.CoreSystems;
using ElectronicApplication.Worker.CoreSystems.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElectronicApplication.Worker.Tests;

/// <summary>The file adapter over a real OpenSSH server.</summary>
public sealed class SftpAdapterTests
{
    [SshFact]
    public async Task Files_arrive_whole_over_SFTP_and_results_come_back()
    {
        await using var server = await SshServer.StartAsync();
        Directory.CreateDirectory(Path.Combine(server.Files, "results"));
        await using var adapter = Adapter(server, o => (o.BatchSize, o.ControlExtension, o.Acknowledge, o.ResultFolder) = (500, ".ctl", FileAcknowledgement.ResultFile, server.Files + "/results"));
        // Larger than one packet of the protocol.
        var offers = Enumerable.Range(1, 400).Select(i => FileAdapterTests.Record(i, string.Concat(Enumerable.Repeat(FileAdapterTests.Name, 20)))).ToList();
        Assert.All(await adapter.OfferAsync(offers, default), a => Assert.Equal((DeliveryOutcome.AcceptedLater, "juki-00000001.csv"), (a.Outcome, a.Progress)));
        var lines = await File.ReadAllLinesAsync(Path.Combine(server.Files, "juki-00000001.csv"));
        Assert.Equal(402, lines.Length);
        Assert.EndsWith(FileAdapterTests.Name, lines[400], StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(server.Files, "juki-00000001.csv.ctl")));

        await File.WriteAllTextAsync(Path.Combine(server.Files, "results", "r.csv"), "externalId,result,recordId\nE1,ok,J-1\n");
        Assert.Empty(await adapter.CollectAsync(default));
        var answers = await adapter.CollectAsync(default);
        Assert.Equal([new LateAnswer(null, "E1", AdapterAnswer.Done("J-1"))], answers);
        await adapter.SettleAsync(answers, default);
        Assert.True(File.Exists(Path.Combine(server.Files, "results", "done", "r.csv")));
    }

    [SshFact]
    public async Task A_server_that_went_away_is_tried_again_and_nothing_is_written_twice()
    {
        await using var server = await SshServer.StartAsync();
        await using (var adapter = Adapter(server))
        {
            Assert.Equal(DeliveryOutcome.Done, (await adapter.OfferAsync([FileAdapterTests.Record(1, "森")], default))[0].Outcome);
            server.KillHard();
            Assert.Equal(DeliveryOutcome.TryAgain, (await adapter.OfferAsync([FileAdapterTests.Record(2, "林")], default))[0].Outcome);
            await server.StartAgainAsync();
            Assert.Equal("juki-00000002.csv", (await adapter.OfferAsync([FileAdapterTests.Record(2, "林")], default))[0].RecordId);
        }
        // Another process, another connection: what is there is known from the journal on the server.
        await using var another = Adapter(server);
        Assert.Equal("juki-00000002.csv", (await another.OfferAsync([FileAdapterTests.Record(2, "林")], default))[0].RecordId);
        Assert.Equal(2, Directory.EnumerateFiles(server.Files, "*.csv").Count());
    }

    [SshFact]
    public async Task Another_servers_key_and_a_key_of_ours_that_is_not_known_are_told_apart_and_nothing_is_sent()
    {
        await using var server = await SshServer.StartAsync();
        await using var stranger = Adapter(server, o => o.KnownHostsFile = server.WrongKnownHostsFile);
        Assert.Contains("登録したものと違います", (await stranger.OfferAsync([FileAdapterTests.Record(1, "森")], default))[0].Reason, StringComparison.Ordinal);
        await using var locked = Adapter(server, o => o.KeyFile = server.OtherKeyFile);
        Assert.Contains("受け付けませんでした", (await locked.OfferAsync([FileAdapterTests.Record(1, "森")], default))[0].Reason, StringComparison.Ordinal);
        await using var lost = Adapter(server, o => o.Folder = server.Files + "/missing");
        Assert.Contains("フォルダーがありません", (await lost.OfferAsync([FileAdapterTests.Record(1, "森")], default))[0].Reason, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(server.Files, "*", SearchOption.AllDirectories));
    }

    [SshFact]
    public async Task A_file_taken_away_from_the_server_is_done()
    {
        await using var server = await SshServer.StartAsync();
        await using var adapter = Adapter(server, o => o.Acknowledge = FileAcknowledgement.PickedUp);
        var offer = FileAdapterTests.Record(1, "森");
        offer = offer with { Progress = (await adapter.OfferAsync([offer], default))[0].Progress };
        Assert.Equal(DeliveryOutcome.AcceptedLater, (await adapter.AskAsync(offer, default)).Outcome);
        File.Delete(Path.Combine(server.Files, "juki-00000001.csv"));
        Assert.Equal(DeliveryOutcome.Done, (await adapter.AskAsync(offer, default)).Outcome);
    }

    private static IAdapter Adapter(SshServer server, Action<SftpOptions>? set = null)
    {
        var options = new SftpOptions
        {
            Host = "127.0.0.1", Port = server.Port, User = Environment.UserName, KeyFile = server.KeyFile, KnownHostsFile = server.KnownHostsFile, Folder = server.Files, TimeoutSeconds = 30,
        };
        set?.Invoke(options);
        Assert.Empty(options.Problems());
        return new FileAdapter("juki", options, new SftpFolder(options), TimeProvider.System, NullLogger.Instance);
    }
}
