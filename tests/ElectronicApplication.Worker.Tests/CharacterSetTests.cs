using System.Text.Json.Nodes;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms.Mapping.Characters;
using ElectronicApplication.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Worker.Tests;

/// <summary>Names through the whole worker into files of each character set, under each of the ways to treat what a set lacks. The bytes are those of the standards' tables.</summary>
public sealed class CharacterSetTests(CharacterSetTests.City fixture) : IClassFixture<CharacterSetTests.City>
{
    private static readonly string[] Characters = ["髙", "﨑", "𠮷", "葛\U000E0100", "𣘺", "𪚥"];

    /// <summary>In the order of <see cref="Characters"/>. ~: not the character, but what is known to stand for it; 〓: nothing is known.</summary>
    private static readonly Dictionary<string, string[]> Bytes = new()
    {
        ["utf-8"] = ["E9AB99", "EFA891", "F0A0AEB7", "E8919BF3A08480", "F0A398BA", "F0AA9AA5"],
        ["windows-31j"] = ["FBFC", "FAB1", "~8B67", "~8A8B", "~8BB4", "〓81AC"],
        ["shift_jis"] = ["~8D82", "~8DE8", "~8B67", "~8A8B", "~8BB4", "〓81AC"],
        ["euc-jp"] = ["~B9E2", "~BAEA", "~B5C8", "~B3EB", "~B6B6", "〓A2AE"],
        ["iso-2022-jp"] = ["~3962", "~3A6A", "~3548", "~336B", "~3636", "〓222E"],
        ["shift_jis-2004"] = ["~8D82", "9892", "~8B67", "~8A8B", "F462", "〓81AC"],
        ["euc-jis-2004"] = ["~B9E2", "CFF2", "~B5C8", "~B3EB", "8FAFC3", "〓A2AE"],
    };

    public static TheoryData<string, CharacterPolicy> Cases
    {
        get
        {
            TheoryData<string, CharacterPolicy> cases = [];
            foreach (var charset in TargetCharset.All)
                foreach (var policy in Enum.GetValues<CharacterPolicy>())
                    cases.Add(charset.Name, policy);
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task A_name_stands_in_the_file_in_the_bytes_of_the_set_or_stops_with_its_item_named_and_the_others_go_on(string charset, CharacterPolicy policy)
    {
        // Each by itself, the four of the gravest names together, and one that every set has after all of them.
        List<(string Typed, string[] Bytes)> names = [.. Characters.Zip(Bytes[charset], (typed, bytes) => (typed, new[] { bytes }))];
        names.Add((string.Concat(Characters[..4]), Bytes[charset][..4]));
        names.Add(("山", [charset switch { "utf-8" => "E5B1B1", "iso-2022-jp" => "3B33", "euc-jp" or "euc-jis-2004" => "BBB3", _ => "8E52" }]));
        List<Submission> submitted = [];
        foreach (var (typed, _) in names)
            submitted.Add(await fixture.SubmitAsync(charset, policy, typed));

        foreach (var ((typed, bytes), submission) in names.Zip(submitted))
        {
            var delivery = await fixture.FinishedAsync(submission);
            var stops = policy switch { CharacterPolicy.Stop => bytes.Any(b => b[0] is '~' or '〓'), CharacterPolicy.Degrade => bytes.Any(b => b[0] == '〓'), _ => false };
            if (stops)
                await AssertStoppedAsync(charset, delivery, submission);
            else
                await AssertWrittenAsync(charset, bytes, delivery, submission);
            Assert.Equal(typed, await fixture.TypedAsync(submission));
        }
    }

    [Fact]
    public async Task What_a_person_put_in_its_place_leaves_in_the_same_layout_and_character_set()
    {
        var submission = await fixture.SubmitAsync("shift_jis", CharacterPolicy.Degrade, "𪚥田");
        Assert.Equal(DeliveryStatus.Refused, (await fixture.FinishedAsync(submission)).Status);
        await fixture.EditAsync(submission, new() { ["name"] = "髙田" });
        var delivery = await fixture.FinishedAsync(submission);
        Assert.Equal((DeliveryStatus.Acknowledged, "shift-jis-degrade", ".csv"), (delivery.Status, delivery.Target, Path.GetExtension(delivery.RecordId)));
        Assert.Equal("8D8293630D0A", Convert.ToHexString(await File.ReadAllBytesAsync(Path.Combine(fixture.Folder(delivery.Target), delivery.RecordId!))));
        Assert.Equal("𪚥田", await fixture.TypedAsync(submission));
        Assert.Single(await fixture.Worker.ActsAsync(submission, "delivery.fitted"));
    }

    private async Task AssertWrittenAsync(string charset, string[] bytes, Delivery delivery, Submission submission)
    {
        Assert.True(delivery.Status == DeliveryStatus.Acknowledged, delivery.LastError);
        var name = string.Concat(bytes.Select(b => b.TrimStart('~', '〓')));
        // ISO-2022-JP says before and after that two bytes are one character.
        var expected = (charset == "iso-2022-jp" ? "1B2442" + name + "1B2842" : name) + "0D0A";
        Assert.Equal(expected, Convert.ToHexString(await File.ReadAllBytesAsync(Path.Combine(fixture.Folder(delivery.Target), delivery.RecordId!))));
        var fitted = await fixture.Worker.ActsAsync(submission, "delivery.fitted");
        if (bytes.All(b => b[0] is not ('~' or '〓')))
            Assert.Empty(fitted);
        else
            Assert.Equal(($"{delivery.Target}: お名前", false), Assert.Single(fitted) is var act ? (act.Detail, act.ShownToApplicant) : default);
    }

    /// <summary>The reason names the item and the set; characters of what was typed stand only where contents may be opened.</summary>
    private async Task AssertStoppedAsync(string charset, Delivery delivery, Submission submission)
    {
        Assert.Equal((DeliveryStatus.Refused, (string?)null), (delivery.Status, delivery.RecordId));
        Assert.Equal($"項目「お名前（name）」に、送り先の文字コード（{charset}）で書けない文字があります。", delivery.LastError);
        Assert.Empty(await fixture.Worker.ActsAsync(submission, "delivery.fitted"));
        Assert.Single(await fixture.Worker.ActsAsync(submission, "delivery.refused"));
    }

    /// <summary>A city with a procedure for each character set and each policy, whose core system takes files.</summary>
    public sealed class City : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new("characters");
        private RunningWorker? _worker;

        public RunningWorker Worker => _worker!;

        private string Catalogue => Path.Combine(_folder.Path, "catalogue");

        public async Task InitializeAsync()
        {
            var settings = new Dictionary<string, string?>();
            foreach (var charset in TargetCharset.All)
                foreach (var policy in Enum.GetValues<CharacterPolicy>())
                {
                    var code = Code(charset.Name, policy);
                    await MadeUpProcedure.WriteAsync(Catalogue, code,
                        $$"""{"targets":[{"system":"{{code}}","characters":"{{policy.ToString().ToLowerInvariant()}}","layout":"file.layout.json","data":{"name":"name"} }]}""",
                        $$"""{"kind":"csv","charset":"{{charset.Name}}","columns":[{"name":"氏名","source":"name"}]}""");
                    (settings[$"CoreSystems:{code}:Adapter"], settings[$"CoreSystems:{code}:Folder"], settings[$"CoreSystems:{code}:TimeoutSeconds"]) = ("file", Directory.CreateDirectory(Folder(code)).FullName, "10");
                }
            _worker = await RunningWorker.StartAsync(settings, catalogue: Catalogue);
        }

        public async Task DisposeAsync()
        {
            await Worker.DisposeAsync();
            _folder.Dispose();
        }

        public string Folder(string target) => Path.Combine(_folder.Path, "drop", target);

        public async Task<Submission> SubmitAsync(string charset, CharacterPolicy policy, string name) =>
            (await Worker.SubmitAsync(Code(charset, policy), MadeUpProcedure.Answers(name))).Submission;

        public Task<Delivery> FinishedAsync(Submission submission) => Wait.ForAsync("an end of the delivery", () => Worker.InScopeAsync<AppDbContext, Delivery?>(db =>
            db.Set<Delivery>().AsNoTracking().SingleOrDefaultAsync(d => d.SubmissionId == submission.Id && d.DueAt == null)));

        /// <summary>As the operator's console does it.</summary>
        public Task<int> EditAsync(Submission submission, JsonObject data) => Worker.InScopeAsync<AppDbContext, int>(async db =>
        {
            var delivery = await db.Set<Delivery>().SingleAsync(d => d.SubmissionId == submission.Id);
            delivery.Edited = Worker.Services.GetRequiredService<Envelope>().Open(submission.Key).EncryptJson(data, delivery.EditedBinding);
            delivery.Replay(DateTime.UtcNow);
            return await db.SaveChangesAsync();
        });

        /// <summary>The name as it is kept.</summary>
        public async Task<string?> TypedAsync(Submission submission)
        {
            var kept = await Worker.InScopeAsync<AppDbContext, Submission>(db => db.Set<Submission>().AsNoTracking().SingleAsync(s => s.Id == submission.Id));
            var content = SubmissionContents.Filed(kept, Worker.Services.GetRequiredService<Envelope>().Open(kept.Key));
            Assert.True(content.IsIntact);
            return (string?)content.Payload.Answers["name"];
        }

        private static string Code(string charset, CharacterPolicy policy) => $"{charset}-{policy}".Replace('_', '-').ToLowerInvariant();
    }
}
