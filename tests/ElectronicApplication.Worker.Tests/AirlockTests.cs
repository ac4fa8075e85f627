using System.Text;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Testing;
using ElectronicApplication.Worker.CoreSystems;
using ElectronicApplication.Worker.CoreSystems.Airlock;
using Microsoft.Extensions.Configuration;

namespace ElectronicApplication.Worker.Tests;

/// <summary>Both sides of an airlock in folders, with a file drop behind it; the test is who carries.</summary>
public sealed class AirlockTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new("airlock");
    private readonly AirlockSides _sides;

    public AirlockTests() => _sides = new(_folder.Path, _folder.Path, "juki");

    public Task InitializeAsync()
    {
        _sides.MakeFolders();
        return AirlockSides.MakeKeysAsync(_folder.Path, "near", "far", "stranger");
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Records_cross_sealed_and_the_answers_come_back()
    {
        await using var near = Near();
        var answers = await near.OfferAsync([FileAdapterTests.Record(1, FileAdapterTests.Name), FileAdapterTests.Record(2, "林")], default);
        Assert.All(answers, a => Assert.Equal((DeliveryOutcome.AcceptedLater, "airlock 1"), (a.Outcome, a.Progress)));
        var bundle = Assert.Single(Directory.GetFiles(At("near-out"), "*.airlock"));
        Assert.Equal("juki-offers-00000001.airlock", Path.GetFileName(bundle));
        Assert.DoesNotContain("林", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(bundle)), StringComparison.Ordinal);

        Carry("near-out", "far-in");
        var (code, said) = await ReceiveAsync();
        Assert.Equal(0, code);
        Assert.Contains("bundle 1: 2 done", said, StringComparison.Ordinal);
        Assert.Contains(FileAdapterTests.Name, await File.ReadAllTextAsync(Path.Combine(At("drop"), "juki-00000001.csv")), StringComparison.Ordinal);

        Carry("far-out", "near-in");
        var late = await near.CollectAsync(default);
        Assert.Equal([new LateAnswer(FileAdapterTests.Record(1, "").DeliveryId, "E1", AdapterAnswer.Done("juki-00000001.csv")), new LateAnswer(FileAdapterTests.Record(2, "").DeliveryId, "E2", AdapterAnswer.Done("juki-00000002.csv"))], late);
        await near.SettleAsync([late[0]], default);
        Assert.Equal([late[1]], await near.CollectAsync(default));
        await near.SettleAsync(late, default);
        Assert.Empty(await near.CollectAsync(default));
        Assert.Single(Directory.GetFiles(Path.Combine(At("near-in"), "done")));
    }

    [Fact]
    public async Task A_gap_waits_until_the_missing_bundle_comes()
    {
        await OfferAsync(1, 2, 3);
        File.Move(Bundle("near-out", 1), At("kept"));
        Carry("near-out", "far-in");
        var (code, said) = await ReceiveAsync();
        Assert.Equal((int)AirlockFinding.Gap, code);
        Assert.Contains("bundle 1 is missing; 2, 3 wait", said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(At("drop")));

        // The sender has kept it, byte for byte.
        Assert.Equal(0, await AirlockDesk.AgainAsync(NearSettings(), "juki", "1", TextWriter.Null, default));
        Assert.Equal(await File.ReadAllBytesAsync(At("kept")), await File.ReadAllBytesAsync(Bundle("near-out", 1)));
        Carry("near-out", "far-in");
        Assert.Equal(0, (await ReceiveAsync()).Code);
        Assert.Equal(3, Directory.GetFiles(At("drop"), "*.csv").Length);
    }

    [Fact]
    public async Task A_bundle_that_is_lost_for_good_can_be_skipped_and_no_other()
    {
        await OfferAsync(1, 2);
        File.Delete(Bundle("near-out", 1));
        Carry("near-out", "far-in");
        Assert.NotEqual(0, await AirlockDesk.SkipAsync(FarSettings(), "juki", "2", TextWriter.Null, default));
        Assert.Equal(0, await AirlockDesk.SkipAsync(FarSettings(), "juki", "1", TextWriter.Null, default));
        Assert.Equal(0, (await ReceiveAsync()).Code);
        Assert.Single(Directory.GetFiles(At("drop"), "*.csv"));
    }

    [Fact]
    public async Task The_same_bundle_twice_changes_nothing()
    {
        await OfferAsync(1);
        File.Copy(Bundle("near-out", 1), At("copy"));
        Carry("near-out", "far-in");
        Assert.Equal(0, (await ReceiveAsync()).Code);
        File.Move(At("copy"), Bundle("far-in", 1));
        Assert.Equal((int)AirlockFinding.Duplicate, (await ReceiveAsync()).Code);
        Assert.Single(Directory.GetFiles(At("drop"), "*.csv"));
        Assert.Single(Directory.GetFiles(At("far-out"), "*.airlock"));
    }

    [Fact]
    public async Task An_altered_bundle_and_one_of_a_stranger_are_put_aside()
    {
        await OfferAsync(1);
        var bytes = await File.ReadAllBytesAsync(Bundle("near-out", 1));
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(Bundle("far-in", 1), bytes);
        Assert.Equal((int)AirlockFinding.Tampered, (await ReceiveAsync()).Code);
        Assert.Single(Directory.GetFiles(Path.Combine(At("far-in"), "broken")));

        Directory.CreateDirectory(At("stranger-state"));
        await using (var stranger = Near(o => (o["OwnKeyFile"], o["OwnCertificateFile"], o["StateFolder"]) = (At("stranger.key.pem"), At("stranger.cert.pem"), At("stranger-state"))))
        {
            File.Move(Bundle("near-out", 1), At("true"));
            await stranger.OfferAsync([FileAdapterTests.Record(9, "森")], default);
        }
        Carry("near-out", "far-in");
        Assert.Equal((int)AirlockFinding.Tampered, (await ReceiveAsync()).Code);
        Assert.Empty(Directory.GetFiles(At("drop")));

        // The true one is still taken.
        File.Move(At("true"), Bundle("far-in", 1));
        Assert.Equal(0, (await ReceiveAsync()).Code);
    }

    [Fact]
    public async Task A_number_that_was_used_before_with_other_content_is_a_replay_as_is_a_bundle_for_another_target()
    {
        await OfferAsync(1);
        Carry("near-out", "far-in");
        Assert.Equal(0, (await ReceiveAsync()).Code);
        // The sender was set back to an old state.
        Directory.Delete(At("near-state"), recursive: true);
        Directory.CreateDirectory(At("near-state"));
        await OfferAsync(2);
        Carry("near-out", "far-in");
        var (code, said) = await ReceiveAsync();
        Assert.Equal((int)AirlockFinding.Replay, code);
        Assert.Contains("another bundle had the number 1", said, StringComparison.Ordinal);

        await using (var other = Near(name: "zei"))
            await other.OfferAsync([FileAdapterTests.Record(3, "森")], default);
        Carry("near-out", "far-in");
        (code, said) = await ReceiveAsync();
        Assert.Equal((int)AirlockFinding.Replay, code);
        Assert.Contains("meant for zei", said, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(At("drop"), "*.csv"));
    }

    [Fact]
    public async Task A_bundle_that_is_still_being_copied_is_waited_for()
    {
        await OfferAsync(1);
        var bytes = await File.ReadAllBytesAsync(Bundle("near-out", 1));
        await File.WriteAllBytesAsync(Bundle("far-in", 1), bytes[..(bytes.Length - 100)]);
        Assert.Equal((int)AirlockFinding.Gap, (await ReceiveAsync()).Code);
        await File.WriteAllBytesAsync(Bundle("far-in", 1), bytes);
        Assert.Equal(0, (await ReceiveAsync()).Code);
    }

    [Fact]
    public async Task Parts_of_the_size_of_a_QR_code_are_joined_in_whatever_order_and_files_they_come()
    {
        _sides.Parts = 400;
        await OfferAsync(1);
        var parts = Directory.GetFiles(At("near-out"), "*.txt");
        Assert.True(parts.Length > 3);
        Assert.All(parts, p => Assert.InRange(File.ReadAllText(p).Length, 1, 400));
        // A scanner writes what it sees into one file, one of them twice, and misses one.
        var lines = parts.Select(p => File.ReadAllText(p)).OrderDescending(StringComparer.Ordinal).ToList();
        await File.WriteAllLinesAsync(Path.Combine(At("far-in"), "scanned.txt"), [.. lines.Skip(1), lines[^1], "something else"]);
        var (code, said) = await ReceiveAsync();
        Assert.Equal((int)AirlockFinding.Gap, code);
        Assert.Contains("missing (scanned.txt)", said, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(At("far-in"), "more.txt"), lines[0]);
        Assert.Equal(0, (await ReceiveAsync()).Code);
        Assert.Single(Directory.GetFiles(At("drop"), "*.csv"));
    }

    [Fact]
    public async Task A_receiver_killed_before_it_remembers_hands_over_once_and_answers_once()
    {
        await OfferAsync(1);
        Carry("near-out", "far-in");
        Assert.Equal(0, (await ReceiveAsync()).Code);
        // As it was just before the last step.
        File.Delete(Path.Combine(At("far-state"), "in-offers.json"));
        File.Move(Path.Combine(At("far-in"), "done", "juki-offers-00000001.airlock"), Bundle("far-in", 1));
        Assert.Equal(0, (await ReceiveAsync()).Code);
        Assert.Single(Directory.GetFiles(At("drop"), "*.csv"));
        Assert.Single(Directory.GetFiles(At("far-out"), "*.airlock"));
    }

    [Fact]
    public async Task What_the_system_behind_says_later_comes_back_and_what_it_refused_crosses_anew_when_offered_again()
    {
        await using var near = Near();
        var offer = FileAdapterTests.Record(1, "森");
        await near.OfferAsync([offer], default);
        Carry("near-out", "far-in");
        Assert.Contains("1 accepted", (await ReceiveAsync(("Acknowledge", "ResultFile"))).Said, StringComparison.Ordinal);
        Carry("far-out", "near-in");
        var accepted = await near.CollectAsync(default);
        Assert.Equal(DeliveryOutcome.AcceptedLater, Assert.Single(accepted).Answer.Outcome);

        for (var time = 1; time <= 2; time++)
        {
            await SaveResultAsync("E1,ng,台帳にない");
            Assert.Contains("1 later answers", (await ReceiveAsync(("Acknowledge", "ResultFile"))).Said, StringComparison.Ordinal);
            await near.SettleAsync(accepted, default);
            Carry("far-out", "near-in");
            var refused = await near.CollectAsync(default);
            Assert.Equal([new LateAnswer(offer.DeliveryId, "E1", AdapterAnswer.Refused("台帳にない"))], refused);
            await near.SettleAsync(refused, default);

            Assert.Equal($"airlock {time + 1}", (await near.OfferAsync([offer], default))[0].Progress);
            Carry("near-out", "far-in");
            Assert.Equal(0, (await ReceiveAsync(("Acknowledge", "ResultFile"))).Code);
            Carry("far-out", "near-in");
            accepted = await near.CollectAsync(default);
            Assert.Equal(DeliveryOutcome.AcceptedLater, Assert.Single(accepted).Answer.Outcome);
        }
        Assert.Equal(3, Directory.GetFiles(At("drop"), "*.csv").Length);
    }

    [Fact]
    public async Task A_system_behind_that_is_away_holds_the_bundle_and_after_some_runs_sends_it_back_to_be_offered_again()
    {
        await OfferAsync(1);
        Carry("near-out", "far-in");
        Directory.Delete(At("drop"));
        Assert.Equal((int)AirlockFinding.InnerAway, (await ReceiveAsync(("HoldRuns", "1"))).Code);
        Assert.Empty(Directory.GetFiles(At("far-out"), "*.airlock"));
        var (code, said) = await ReceiveAsync(("HoldRuns", "1"));
        Assert.Equal(0, code);
        Assert.Contains("1 to be offered again", said, StringComparison.Ordinal);
        Carry("far-out", "near-in");
        await using var near = Near();
        var later = await near.CollectAsync(default);
        Assert.Equal(DeliveryOutcome.TryAgain, Assert.Single(later).Answer.Outcome);
        await near.SettleAsync(later, default);
        Assert.Equal("airlock 2", (await near.OfferAsync([FileAdapterTests.Record(1, "森")], default))[0].Progress);
    }

    private async Task OfferAsync(params int[] records)
    {
        await using var near = Near();
        foreach (var n in records)
            Assert.Equal(DeliveryOutcome.AcceptedLater, (await near.OfferAsync([FileAdapterTests.Record(n, "森")], default))[0].Outcome);
    }

    private Task<(int Code, string Said)> ReceiveAsync(params (string Key, string Value)[] more) => _sides.ReceiveAsync(more);

    private async Task SaveResultAsync(string line)
    {
        var path = Path.Combine(At("results"), $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(path, "externalId,result,reason\n" + line + "\n");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-5));
    }

    private IAdapter Near(Action<Dictionary<string, string?>>? set = null, string name = "juki")
    {
        var settings = NearSettings(set).GetSection("CoreSystems:juki");
        Assert.Empty(Adapters.Kinds["airlock"].Problems(settings));
        return Adapters.Kinds["airlock"].Create(new(name, settings, TimeProvider.System));
    }

    private IConfigurationRoot NearSettings(Action<Dictionary<string, string?>>? set = null)
    {
        var values = _sides.Near();
        set?.Invoke(values);
        return _sides.Settings("CoreSystems", values);
    }

    private IConfigurationRoot FarSettings() => _sides.FarSettings();

    private string At(string name) => _sides.At(name);

    private string Bundle(string folder, int number) => Path.Combine(At(folder), $"juki-offers-{number:D8}.airlock");

    private void Carry(string from, string to) => _sides.Carry(from, to);
}
