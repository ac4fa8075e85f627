using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Host.Tests;

/// <summary>The designer for programs: the same rights, revisions and four eyes as its pages.</summary>
public sealed class ProceduresApiTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private Uri Staff => fixture.Host.Address;

    [Fact]
    public async Task Every_act_is_described_in_the_document_of_the_staff_door()
    {
        using var http = fixture.Host.Client();
        var paths = (await http.GetFromJsonAsync<JsonObject>("openapi/staff.json"))!["paths"]!.AsObject();
        foreach (var path in new[]
        {
            "", "/{code}", "/{code}/edits", "/{code}/undo", "/{code}/redo", "/{code}/revisions", "/{code}/revisions/{number}/restore", "/{code}/changes", "/{code}/findings", "/{code}/trial", "/{code}/package", "/{code}/publications",
            "/{code}/publications/{id}/decision", "/{code}/publications/{id}/withdrawal", "/{code}/versions", "/{code}/versions/{number}/restore", "/{code}/retirement", "/{code}/reopening",
        })
            Assert.True(paths.ContainsKey("/staff/api/procedures" + path), path);
    }

    [Fact]
    public async Task Edits_are_one_revision_all_or_none_and_are_undone_and_redone()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var api = author.Api(Staff);
        var revision = await BeginAsync(api, "api-edit");
        var edited = await OkAsync(await api.PostAsJsonAsync("procedures/api-edit/edits", new { revision, edits = new object[] { Add("api_one", "一つ目"), Add("api_two", "二つ目") } }));
        Assert.Contains("一つ目", (string)edited["summary"]!, StringComparison.Ordinal);
        Assert.StartsWith("2.", (string)edited["revision"]!, StringComparison.Ordinal);

        var refused = await ProblemAsync(await api.PostAsJsonAsync("procedures/api-edit/edits", new { revision = (string)edited["revision"]!, edits = new object[] { Add("api_three", "三つ目"), Add("api_one", "同じ名前") } }), 422);
        Assert.Equal("edit-refused", (string)refused["code"]!);
        Assert.DoesNotContain("api_three", (await api.ReadAsync("procedures/api-edit")).ToJsonString(), StringComparison.Ordinal);

        await OkAsync(await api.PostAsJsonAsync("procedures/api-edit/undo", new { revision = (string)edited["revision"]! }));
        var undone = await api.ReadAsync("procedures/api-edit");
        Assert.DoesNotContain("api_one", undone.ToJsonString(), StringComparison.Ordinal);
        await OkAsync(await api.PostAsJsonAsync("procedures/api-edit/redo", new { revision = (string)undone["revision"]! }));
        Assert.Contains("api_two", (await api.ReadAsync("procedures/api-edit")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_approves_reads_what_stood_at_the_revision_what_changed_and_what_becomes_of_applicants()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var api = author.Api(Staff);
        var revision = await BeginAsync(api, "api-trial");
        var first = await OkAsync(await api.PostAsJsonAsync("procedures/api-trial/edits", new { revision, edits = new[] { Add("api_kind", "種類") } }));
        await OkAsync(await api.PostAsJsonAsync("procedures/api-trial/edits", new { revision = (string)first["revision"]!, edits = new[] { Add("api_late", "後から足した項目") } }));

        Assert.DoesNotContain("api_late", (await api.ReadAsync("procedures/api-trial?at=2")).ToJsonString(), StringComparison.Ordinal);
        var changes = await api.ReadAsync("procedures/api-trial/changes?from=3&to=2");
        Assert.Equal((2, 3), ((int)changes["from"]!, (int)changes["to"]!));
        Assert.Contains("後から足した項目", changes["items"]!.AsArray().Single()!["text"]!.ToString(), StringComparison.Ordinal);

        var trial = await api.ReadAsync("procedures/sodai-gomi/trial");
        Assert.True((int)trial["branches"]! > 10);
        Assert.Empty(trial["uncovered"]!.AsArray());
        var sample = trial["items"]!.AsArray().First(i => (bool?)i!["asExpected"] is true && (bool)i["isAccepted"]!)!;
        Assert.True((long)sample["feeYen"]! > 0);
        Assert.NotEmpty(sample["outputs"]!.AsObject());
    }

    [Theory]
    [InlineData("""{"revision":"x","edits":[]}""")]
    [InlineData("""{"edits":[]}""")]
    [InlineData("""{"revision":"1.0","edits":[{"op":"noSuchThing"}]}""")]
    [InlineData("""{"revision":"1.0","edits":[{"target":"field/a"}]}""")]
    [InlineData("""{"revision":"1.0","edits":[null]}""")]
    [InlineData("""{"revision":"1.0","edits":[]}""")]
    [InlineData("no json")]
    public async Task What_cannot_be_read_as_edits_is_400_with_a_problem(string body)
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var api = author.Api(Staff);
        await author.DesignAsync("sodai-gomi", "");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        await ProblemAsync(await api.PostAsync("procedures/sodai-gomi/edits", content), 400);
    }

    [Fact]
    public async Task Whoever_comes_second_overwrites_nothing_and_reads_what_both_changed()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var colleague = await fixture.AuthorAsync();
        using var mine = author.Api(Staff);
        using var theirs = colleague.Api(Staff);
        var revision = await BeginAsync(mine, "api-two");
        await OkAsync(await theirs.PostAsJsonAsync("procedures/api-two/edits", new { revision, edits = new[] { Add("theirs", "同僚の項目") } }));
        var conflict = await ProblemAsync(await mine.PostAsJsonAsync("procedures/api-two/edits", new { revision, edits = new[] { Add("mine", "私の項目") } }), 409);
        Assert.Equal(("changed-meanwhile", "東 俊介"), ((string)conflict["code"]!, (string)conflict["by"]!));
        Assert.Contains("同僚の項目", conflict["theirs"]!.AsArray().Single()!["text"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("私の項目", conflict["mine"]!.AsArray().Single()!["text"]!.ToString(), StringComparison.Ordinal);
        await OkAsync(await mine.PostAsJsonAsync("procedures/api-two/edits", new { revision = (string)conflict["revision"]!, edits = new[] { Add("mine", "私の項目") } }));
        var both = (await mine.ReadAsync("procedures/api-two")).ToJsonString();
        Assert.Contains("\"theirs\"", both, StringComparison.Ordinal);
        Assert.Contains("\"mine\"", both, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_publishes_alone_what_they_asked_for_or_made()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var chief = await fixture.AuthorAsync();
        using var approver = await fixture.AuthorAsync("d-hara");
        using var mine = author.Api(Staff);
        using var theirs = chief.Api(Staff);
        using var desk = approver.Api(Staff);
        var revision = await BeginAsync(mine, "api-publish");
        revision = (string)(await OkAsync(await theirs.PostAsJsonAsync("procedures/api-publish/edits", new { revision, edits = new[] { Add("extra", "追加の項目") } })))["revision"]!;

        var open = await ProblemAsync(await mine.PostAsJsonAsync("procedures/api-publish/publications", new { revision, policy = "Finish" }), 422);
        Assert.Equal("warnings-not-acknowledged", (string)open["code"]!);
        await ProblemAsync(await mine.PostAsJsonAsync("procedures/api-publish/publications", new { revision, policy = "Whatever" }), 400);
        var acknowledged = (await mine.ReadAsync("procedures/api-publish/findings"))["items"]!.AsArray().Where(f => (string)f!["severity"]! == "Warning").Select(f => (string)f!["name"]!).ToArray();
        var asked = await OkAsync(await mine.PostAsJsonAsync("procedures/api-publish/publications", new { revision, policy = "Finish", acknowledged }), HttpStatusCode.Created);
        var decision = $"procedures/api-publish/publications/{(string)asked["id"]!}/decision";

        Assert.Equal("role-needed", (string)(await ProblemAsync(await mine.PostAsJsonAsync(decision, new { approve = true, version = 0 }), 403))["code"]!);
        Assert.Equal("four-eyes", (string)(await ProblemAsync(await theirs.PostAsJsonAsync(decision, new { approve = true, version = 0 }), 403))["code"]!);
        Assert.Equal("changed-meanwhile", (string)(await ProblemAsync(await desk.PostAsJsonAsync(decision, new { approve = true, version = 7 }), 409))["code"]!);
        Assert.Equal("Published", (string)(await OkAsync(await desk.PostAsJsonAsync(decision, new { approve = true, version = 0 })))["state"]!);
        Assert.Equal("wrong-status", (string)(await ProblemAsync(await desk.PostAsJsonAsync(decision, new { approve = true, version = 2 }), 409))["code"]!);
        Assert.Equal(1, (int)(await mine.ReadAsync("procedures/api-publish/versions"))["items"]!.AsArray().Single()!["number"]!);
        using var http = fixture.Host.Client();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("api/v1/procedures/api-publish")).StatusCode);
    }

    [Fact]
    public async Task A_repeated_post_with_the_same_key_gets_the_first_answer_and_is_done_once()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var api = author.Api(Staff);
        var revision = await BeginAsync(api, "api-again");
        api.DefaultRequestHeaders.Add("Idempotency-Key", "edit-1");
        var body = new { revision, edits = new[] { Add("once", "一度だけ") } };
        var first = await OkAsync(await api.PostAsJsonAsync("procedures/api-again/edits", body));
        var second = await OkAsync(await api.PostAsJsonAsync("procedures/api-again/edits", body));
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(2, (await api.ReadAsync("procedures/api-again/revisions"))["items"]!.AsArray().Count);
        var reused = await ProblemAsync(await api.PostAsJsonAsync("procedures/api-again/edits", new { revision, edits = new[] { Add("other", "別の項目") } }), 409);
        Assert.Equal("idempotency-key-reused", (string)reused["code"]!);
    }

    [Fact]
    public async Task A_package_says_what_it_would_change_and_changes_it_only_with_a_revision()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var api = author.Api(Staff);
        var revision = await BeginAsync(api, "api-package");
        var zip = await api.GetByteArrayAsync("procedures/api-package/package");
        revision = (string)(await OkAsync(await api.PostAsJsonAsync("procedures/api-package/edits", new { revision, edits = new[] { Add("gone", "消える項目") } })))["revision"]!;
        var shown = await OkAsync(await api.PostAsync("procedures/api-package/package?name=a.zip", Bytes(zip)));
        Assert.Null(shown["revision"]);
        Assert.Contains(shown["changes"]!.AsArray(), c => ((string)c!["text"]!).Contains("消える項目", StringComparison.Ordinal));
        Assert.Contains("gone", (await api.ReadAsync("procedures/api-package")).ToJsonString(), StringComparison.Ordinal);
        await OkAsync(await api.PostAsync($"procedures/api-package/package?name=a.zip&revision={revision}", Bytes(zip)));
        Assert.DoesNotContain("gone", (await api.ReadAsync("procedures/api-package")).ToJsonString(), StringComparison.Ordinal);

        await ProblemAsync(await api.PostAsync("procedures/api-package/package?name=a.zip", Bytes("PK no zip"u8.ToArray())), 422);
        await ProblemAsync(await api.PostAsync("procedures/api-package/package?name=a.zip", Bytes(new byte[11 * 1024 * 1024])), 413);
    }

    [Theory]
    [InlineData("""{"title":"コードがない"}""")]
    [InlineData("""{"code":null,"title":"コードがない"}""")]
    public async Task A_procedure_without_a_code_is_400_with_a_problem(string body)
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var api = author.Api(Staff);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        await ProblemAsync(await api.PostAsync("procedures", content), 400);
    }

    [Fact]
    public async Task A_key_holds_for_the_package_that_it_came_with_and_names_of_others_are_said_in_pairs()
    {
        using var author = await fixture.AuthorAsync("a-mori");
        using var api = author.Api(Staff);
        await BeginAsync(api, "api-package-key");
        var zip = await api.GetByteArrayAsync("procedures/api-package-key/package");
        foreach (var pairs in new[] { "a", "a:", ":b", "a:b,a:c", "a:b:c" })
            await ProblemAsync(await api.PostAsync($"procedures/api-package-key/package?name=a.zip&offices={pairs}", Bytes(zip)), 400);
        Assert.Empty((await OkAsync(await api.PostAsync("procedures/api-package-key/package?name=a.zip&offices=a:waste", Bytes(zip))))["names"]!.AsArray());

        var revision = (string)(await api.ReadAsync("procedures/api-package-key"))["revision"]!;
        api.DefaultRequestHeaders.Add("Idempotency-Key", "package-1");
        var address = $"procedures/api-package-key/package?name=a.zip&revision={revision}";
        var first = await OkAsync(await api.PostAsync(address, Bytes(zip)));
        Assert.Equal(first.ToJsonString(), (await OkAsync(await api.PostAsync(address, Bytes(zip)))).ToJsonString());
        Assert.Equal("idempotency-key-reused", (string)(await ProblemAsync(await api.PostAsync(address, Bytes([.. zip, 0])), 409))["code"]!);
    }

    [Fact]
    public async Task Rights_hold_as_on_the_pages()
    {
        using var owner = await fixture.AuthorAsync();
        await owner.DesignAsync("suido-kaishi", "");
        using var author = await fixture.AuthorAsync("a-mori");
        await author.DesignAsync("sodai-gomi", "");
        using var approver = await fixture.AuthorAsync("d-hara");
        using var reviewer = await fixture.AuthorAsync("k-minami");
        using var stranger = author.Api(Staff);
        using var desk = approver.Api(Staff);
        using var outside = reviewer.Api(Staff);
        foreach (var path in new[] { "", "/findings", "/revisions", "/package", "/publications", "/versions" })
        {
            await ProblemAsync(await stranger.GetAsync("procedures/suido-kaishi" + path), 404);
            await ProblemAsync(await outside.GetAsync("procedures/suido-kaishi" + path), 403);
        }
        var edits = new { revision = "1.0", edits = new[] { Add("x", "x") } };
        await ProblemAsync(await stranger.PostAsJsonAsync("procedures/suido-kaishi/edits", edits), 404);
        await ProblemAsync(await desk.PostAsJsonAsync("procedures/sodai-gomi/edits", edits), 403);
        await ProblemAsync(await stranger.PostAsJsonAsync("procedures/sodai-gomi/retirement", new { reason = "終わり" }), 403);
        await ProblemAsync(await desk.PostAsJsonAsync("procedures/suido-kaishi/retirement", new { reason = "終わり" }), 404);
        await ProblemAsync(await stranger.PostAsJsonAsync("procedures", new { code = "api-tax", title = "税", office = "tax" }), 422);
        Assert.DoesNotContain("suido-kaishi", (await stranger.ReadAsync("procedures")).ToJsonString(), StringComparison.Ordinal);

        using var nobody = fixture.Host.Client();
        await ProblemAsync(await nobody.GetAsync("staff/api/procedures"), 401);
        stranger.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        stranger.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal("cross-site", (string)(await ProblemAsync(await stranger.PostAsJsonAsync("procedures/sodai-gomi/edits", edits), 403))["code"]!);
    }

    [Fact]
    public async Task No_post_reaches_a_procedure_of_another_office_or_one_that_is_not_theirs_to_change()
    {
        const string ours = "procedures/sodai-gomi/", theirs = "procedures/suido-kaishi/", form = """{"pages":[{"id":"p","title":"問","fields":[{"id":"f","type":"text","label":"答"}]}]}""";
        using var owner = await fixture.AuthorAsync();
        using var author = await fixture.AuthorAsync("a-mori");
        using var approver = await fixture.AuthorAsync("d-hara");
        using var reviewer = await fixture.AuthorAsync("k-minami");
        using var chief = owner.Api(Staff);
        await owner.DesignAsync("suido-kaishi", "");
        await author.DesignAsync("sodai-gomi", "");
        var revision = (string)(await chief.ReadAsync("procedures/suido-kaishi"))["revision"]!;
        revision = (string)(await OkAsync(await chief.PostAsJsonAsync(theirs + "edits", new { revision, edits = new[] { new { op = "setText", target = "procedure", key = "summary", language = "ja", text = "水道の使用を始める届出です。" } } })))["revision"]!;
        var acknowledged = (await chief.ReadAsync(theirs + "findings"))["items"]!.AsArray().Where(f => (string)f!["severity"]! == "Warning").Select(f => (string)f!["name"]!).ToArray();
        var id = (string)(await OkAsync(await chief.PostAsJsonAsync(theirs + "publications", new { revision, policy = "Finish", acknowledged }), HttpStatusCode.Created))["id"]!;
        (string Path, object? Body)[] edits =
        [
            ("edits", new { revision, edits = new[] { new { op = "setText", target = "procedure", key = "summary", language = "ja", text = "ほかの課の人" } } }), ("undo", new { revision }), ("redo", new { revision }),
            ("revisions/1/restore", new { revision }), ("package?name=form.json&revision=" + revision, null), ("publications", new { revision, policy = "Finish", acknowledged }), ("versions/1/restore", new { revision }),
        ];
        (string Path, object? Body)[] decisions =
        [
            ($"publications/{id}/decision", new { approve = true, version = 0 }), ($"publications/{id}/withdrawal", new { version = 0 }), ("retirement", new { reason = "終わり" }), ("reopening", new { reason = "再開" }),
        ];
        const string One = "staff/api/procedures/{code}/";
        var mapped = fixture.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") is true).Select(e => e.RoutePattern.RawText!.TrimStart('/'))
            .Where(p => p.StartsWith(One, StringComparison.Ordinal)).Select(p => p[One.Length..]).Order(StringComparer.Ordinal);
        Assert.Equal(mapped, edits.Concat(decisions).Select(p => p.Path.Split('?')[0].Replace("/1/", "/{number:int}/", StringComparison.Ordinal).Replace(id, "{id:guid}", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        using var stranger = author.Api(Staff);
        using var desk = approver.Api(Staff);
        using var outside = reviewer.Api(Staff);
        foreach (var post in edits)
        {
            await RefusedAsync(stranger, theirs, post, 404);
            await RefusedAsync(desk, theirs, post, 404);
            await RefusedAsync(desk, ours, post, 403);
        }
        foreach (var post in decisions)
            await RefusedAsync(desk, theirs, post, 404);
        // A request of another office is no more one of the own when it is named under an own procedure.
        foreach (var post in decisions.Take(2))
            await RefusedAsync(desk, ours, post, 404);
        foreach (var post in edits.Concat(decisions))
            await RefusedAsync(outside, theirs, post, 403);
        Assert.Equal(revision, (string)(await chief.ReadAsync("procedures/suido-kaishi"))["revision"]!);
        Assert.Equal("Asked", (string)(await chief.ReadAsync(theirs + "publications"))["items"]![0]!["state"]!);
        await OkAsync(await chief.PostAsJsonAsync(theirs + $"publications/{id}/withdrawal", new { version = 0 }));

        static async Task RefusedAsync(HttpClient api, string procedure, (string Path, object? Body) post, int expected)
        {
            using HttpContent content = post.Body is null ? Bytes(System.Text.Encoding.UTF8.GetBytes(form)) : JsonContent.Create(post.Body);
            await ProblemAsync(await api.PostAsync(procedure + post.Path, content), expected);
        }
    }

    private static object Add(string id, string label) => new { op = "addField", into = "page/items_page", type = "text", labelJa = label, id };

    private static ByteArrayContent Bytes(byte[] bytes) => new(bytes) { Headers = { ContentType = new("application/octet-stream") } };

    /// <summary>Begins a copy of the bulky waste procedure.</summary>
    /// <returns>Its revision.</returns>
    private static async Task<string> BeginAsync(HttpClient api, string code)
    {
        await OkAsync(await api.PostAsJsonAsync("procedures", new { code, title = "粗大ごみの写し", office = "waste", from = "sodai-gomi" }), HttpStatusCode.Created);
        return (string)(await api.ReadAsync("procedures/" + code))["revision"]!;
    }

    private static async Task<JsonObject> OkAsync(HttpResponseMessage answer, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}: {text}");
            return JsonNode.Parse(text)!.AsObject();
        }
    }

    private static async Task<JsonObject> ProblemAsync(HttpResponseMessage answer, int expected)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode == expected, $"{(int)answer.StatusCode} instead of {expected}: {text}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            return JsonNode.Parse(text)!.AsObject();
        }
    }
}
