using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;
using ElectronicApplication.Forms.Packages;

namespace ElectronicApplication.Core.Tests.Designs;

public sealed class DesignTests
{
    [Fact]
    public void A_design_full_of_Japanese_can_be_opened_again_and_a_larger_one_is_refused_by_the_editor()
    {
        var tree = DefinitionTree.Read(PublishingTown.Original);
        for (var i = 1; i <= 5; i++)
            Assert.True(DefinitionEditor.Apply(tree, new SetSample($"accepted-large-{i}.json", Sample())).IsDone);
        Assert.Equal("too-large", DefinitionEditor.Apply(tree, new SetSample("accepted-large-6.json", Sample())).Problem?.Code);

        var opened = DesignContent.Unpack(DesignContent.Pack(tree).Value);
        Assert.True(JsonNode.DeepEquals(tree.Samples["accepted-large-5.json"], opened.Samples["accepted-large-5.json"]));
    }

    [Fact]
    public async Task A_design_that_could_not_be_opened_again_is_not_begun()
    {
        await using var town = await PublishingTown.FoundAsync();
        var samples = Enumerable.Range(1, 9).ToDictionary(i => $"accepted-{i}.json", _ => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(Sample().ToJsonString(DefinitionEdit.Options)));
        var tree = DefinitionTree.Read(PublishingTown.Original with { Samples = samples });
        Assert.Equal(DesignErrors.TooLarge, DesignContent.Pack(tree).Error);
        Assert.Equal(DesignErrors.TooLarge, (await StartAsync(town, "too-large", town.Author, tree)).Error);
    }

    [Theory]
    [InlineData("new", "malformed")]
    [InlineData("change", "malformed")]
    [InlineData("-a", "malformed")]
    [InlineData("a-", "malformed")]
    [InlineData("", "malformed")]
    [InlineData(PublishingTown.Code, "taken")]
    [InlineData("newer", null)]
    [InlineData("2nd-notice", null)]
    public async Task A_code_is_one_that_has_an_address_and_that_nobody_has(string code, string? refused)
    {
        await using var town = await PublishingTown.FoundAsync();
        Assert.Equal(refused, (await StartAsync(town, code, town.Author, null)).Error?.Fields[0].Code);
    }

    [Fact]
    public async Task What_is_under_way_is_named_only_to_authors_of_its_office()
    {
        await using var town = await PublishingTown.FoundAsync();
        Task<Result<string>> Change(Act act) => town.Do<StartDesign, Result<string>>(h => h.OfPublishedAsync(PublishingTown.Code, act, default));
        Assert.Equal(PublishingTown.Code, (await Change(town.Author)).Value);
        Assert.Equal(DesignErrors.AuthorNeeded, (await Change(town.Approver)).Error);
        Assert.Equal(DesignErrors.NotFound, (await Change(town.OtherOffice)).Error);
    }

    [Fact]
    public async Task Authors_of_another_office_copy_what_the_catalogue_shows_and_no_more()
    {
        await using var town = await PublishingTown.FoundAsync();
        Task<Result<DefinitionTree>> Copy(Act act) => town.Do<StartDesign, Result<DefinitionTree>>(h => h.FilesOfAsync(PublishingTown.Code, act, default));
        var (own, others) = ((await Copy(town.Author)).Value, (await Copy(town.OtherOffice)).Value);
        Assert.NotEmpty(own.Samples);
        Assert.NotNull(own.Mapping);
        Assert.True(JsonNode.DeepEquals(own.Form, others.Form));
        Assert.Empty(others.Samples);
        Assert.Empty(others.Neighbours);
        Assert.Null(others.Mapping);
        Assert.Equal(DesignErrors.AuthorNeeded, (await Copy(town.Approver)).Error);
    }

    [Fact]
    public async Task Two_who_begin_the_same_procedure_at_once_make_one_design()
    {
        await using var town = await PublishingTown.FoundAsync();
        var begun = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => StartAsync(town, "twice", town.Author, null))));
        Assert.Single(begun, b => b.IsOk);
        Assert.All(begun.Where(b => !b.IsOk), b => Assert.Equal(DesignErrors.CodeTaken("twice").Code, b.Error!.Code));
    }

    [Fact]
    public async Task A_row_of_edits_is_done_whole_or_not_at_all()
    {
        await using var town = await PublishingTown.FoundAsync();
        async Task<Result<EditedDesign>> Edit(params DefinitionEdit[] edits)
        {
            var seen = await town.StampAsync();
            return await town.Do<EditDesign, Result<EditedDesign>>(h => h.HandleAsync(new(PublishingTown.Code, seen, edits), town.Author, default));
        }

        Assert.Equal("edit-refused", (await Edit(new SetText("procedure", "title", "ja", "新しい名前"), new SetText("field/nobody", "label", "ja", "ない"))).Error?.Code);
        Assert.Equal(1, (await town.StampAsync()).Head);
        var done = (await Edit(new SetText("procedure", "title", "ja", "新しい名前"), new SetText("procedure", "summary", "ja", "新しい説明"))).Value;
        Assert.Equal((2, "新しい名前", "新しい説明"), (done.Design.Stamp.Head, DesignTexts.Japanese(done.Design.Tree.Procedure["title"]), DesignTexts.Japanese(done.Design.Tree.Procedure["summary"])));
    }

    [Fact]
    public async Task The_list_tells_what_is_published_from_what_is_still_being_changed()
    {
        await using var town = await PublishingTown.FoundAsync();
        async Task<(int?, bool)> Line()
        {
            var line = Assert.Single((await town.Do<ListDesigns, Result<IReadOnlyList<DesignLine>>>(h => h.HandleAsync(town.Author, default))).Value);
            return (line.Version, line.Changed);
        }

        Assert.Equal((1, false), await Line());
        var revision = await town.ReviseAsync(PublishingTown.WithField("age", "年齢層"));
        Assert.Equal((1, true), await Line());
        await town.ApproveAsync((await town.AskAsync(revision)).Value);
        Assert.Equal((2, false), await Line());
        await town.ReviseAsync(PublishingTown.WithField("age", "年代"));
        Assert.Equal((2, true), await Line());
    }

    [Fact]
    public async Task Who_exports_a_design_is_recorded()
    {
        await using var town = await PublishingTown.FoundAsync();
        Task<Result<ExportedDesign>> Export(Act act) => town.Do<ExportDesign, Result<ExportedDesign>>(h => h.HandleAsync(PublishingTown.Code, "川崎市", act, default));
        var exported = (await Export(town.Approver)).Value;
        Assert.Equal($"{PublishingTown.Code}-r1.zip", exported.FileName);
        Assert.Equal(PublishingTown.Code, ProcedurePackage.Read(new MemoryStream(exported.Zip)).Package?.Code);
        Assert.Equal(DesignErrors.NotFound, (await Export(town.OtherOffice)).Error);
        var act = Assert.Single(await town.RowsAsync<ActEntry>(), a => a.Kind == "design.exported");
        Assert.Equal((town.Approver.ActorId, $"{PublishingTown.Code} r1"), (act.ActorId, act.Detail));
    }

    [Theory]
    [InlineData("12.15", 12, 15)]
    [InlineData("0.0", 0, 0)]
    public void A_stamp_is_read_as_it_was_written(string text, int head, int version)
    {
        Assert.True(DesignStamp.TryParse(text, out var stamp));
        Assert.Equal(new DesignStamp(head, version), stamp);
        Assert.Equal(text, stamp.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("12.")]
    [InlineData("-1.2")]
    [InlineData("1.2.3")]
    public void What_is_no_stamp_is_refused(string? text) => Assert.False(DesignStamp.TryParse(text, out _));

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":{\"b\":1,\"b\":2}}")]
    [InlineData("{\"\\ud800\":1,\"\\ud800\":2}")]
    [InlineData("{")]
    [InlineData("")]
    public void Posted_JSON_that_cannot_be_used_is_nothing_rather_than_a_fault(string json) => Assert.Null(JsonText.TryRead(json, maxDepth: 8));

    private static Task<Result<string>> StartAsync(PublishingTown town, string code, Act act, DefinitionTree? files) =>
        town.Do<StartDesign, Result<string>>(h => h.NewAsync(new(code, "粗大ごみの収集", "planning", "企画課", files, "空の様式から開始"), act, default));

    /// <summary>1.5 MB.</summary>
    private static JsonObject Sample() => new()
    {
        ["procedure"] = PublishingTown.Code,
        ["answers"] = new JsonObject { ["comments"] = new JsonArray([.. Enumerable.Range(0, 50).Select(_ => (JsonNode)new string('あ', 10_000))]) },
    };
}
