using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Sandbox.Tests;

public sealed class CoreSystemTests : IAsyncLifetime
{
    private readonly RunningSandbox sandbox = new();

    public Task InitializeAsync() => sandbox.InitializeAsync();

    public Task DisposeAsync() => sandbox.DisposeAsync();

    [Fact]
    public async Task The_same_external_id_is_kept_once_and_its_offers_are_counted()
    {
        var first = await OfferAsync("e-1");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        var id = (string)(await RunningSandbox.ReadJsonAsync(first))["id"]!;
        var again = await OfferAsync("e-1");
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("application/problem+json", again.Content.Headers.ContentType!.MediaType);

        var record = Assert.Single(await HeldAsync());
        Assert.Equal((id, 2), ((string)record["id"]!, (int)record["offers"]!));
        Assert.Equal("髙橋 美咲", (string?)record["data"]!["name"]);
        var found = await SendAsync(HttpMethod.Get, "by-external-id/e-1");
        Assert.Equal(id, (string?)(await RunningSandbox.ReadJsonAsync(found))["id"]);
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => OfferAsync($"e-{number}")));
        await sandbox.RestartAsync();
        var held = await HeldAsync();
        Assert.Equal(200, held.Select(record => (string)record["externalId"]!).Distinct().Count());
        Assert.Equal(200, held.Select(record => (string)record["id"]!).Distinct().Count());
        Assert.Equal(HttpStatusCode.Conflict, (await OfferAsync("e-7")).StatusCode);
    }

    [Fact]
    public async Task A_line_that_was_cut_off_by_a_crash_is_dropped_and_the_rest_is_read()
    {
        await OfferAsync("e-1");
        await sandbox.StopAsync();
        var file = Path.Combine(sandbox.DataDirectory, "core-system-resident-register.jsonl");
        await File.AppendAllTextAsync(file, """{"record":{"id":"JUKI-00""");
        await sandbox.InitializeAsync();
        await OfferAsync("e-2");
        await sandbox.RestartAsync();
        Assert.Equal(["e-1", "e-2"], (await HeldAsync()).Select(record => (string)record["externalId"]!));
    }

    [Fact]
    public async Task A_withdrawal_may_be_repeated_and_is_no_offer()
    {
        var early = await SendAsync(HttpMethod.Put, "e-1/withdrawal", new { receiptNumber = "r-1" });
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        await OfferAsync("e-1");
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Put, "e-1/withdrawal", new { receiptNumber = "r-1", withdrawnAt = "2026-04-01T00:00:00Z" })).StatusCode);
        }
        var record = Assert.Single(await HeldAsync());
        Assert.Equal((true, 1, 2), ((bool)record["withdrawn"]!, (int)record["offers"]!, (int)record["withdrawals"]!));
    }

    [Fact]
    public async Task A_record_without_its_numbers_is_refused_with_the_reasons()
    {
        var response = await SendAsync(HttpMethod.Post, "", new { kind = "x" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var errors = (await RunningSandbox.ReadJsonAsync(response))["errors"]!.AsObject();
        Assert.Equal(["externalId", "receiptNumber"], errors.Select(error => error.Key));
    }

    [Fact]
    public async Task What_a_system_reports_is_given_to_whoever_polls_and_is_there_after_a_restart()
    {
        await OfferAsync("e-1");
        var sent = await sandbox.Http.PostAsJsonAsync("/sandbox/api/core-systems/resident-register/reports", new { externalId = "e-1", kind = "Status", status = new { code = "S1", text = "確認中" } });
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        await sandbox.SendFormAsync("/core-systems/resident-register/reports", new Dictionary<string, string> { ["externalId"] = "e-1", ["kind"] = "Person", ["text"] = "100 200", ["doubt"] = "同姓同名" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await sandbox.Http.PostAsJsonAsync("/sandbox/api/core-systems/resident-register/reports", new { kind = "Status" })).StatusCode);
        await sandbox.RestartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await sandbox.Http.GetAsync("/core-systems/resident-register/reports")).StatusCode);
        var page = await sandbox.GetJsonAsync("/core-systems/resident-register/reports", "sandbox-core-key");
        Assert.Equal(["Status", "Person"], page["items"]!.AsArray().Select(i => (string)i!["kind"]!));
        Assert.Equal(("resident-register", "e-1", "確認中"), ((string)page["items"]![0]!["target"]!, (string)page["items"]![0]!["externalId"]!, (string)page["items"]![0]!["status"]!["text"]!));
        Assert.Equal(["100", "200"], page["items"]![1]!["person"]!["candidates"]!.AsArray().Select(c => (string)c!["residentNumber"]!));
        Assert.Empty((await sandbox.GetJsonAsync($"/core-systems/resident-register/reports?after={(string)page["next"]!}", "sandbox-core-key"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_sender_without_the_key_is_turned_away()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await sandbox.Http.PostAsJsonAsync("/core-systems/documents/records", new { })).StatusCode);
    }

    [Fact]
    public async Task An_outage_keeps_nothing()
    {
        await TroubleAsync(new { outage = true });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await OfferAsync("e-1")).StatusCode);
        await TroubleAsync(new { outage = false });
        Assert.Empty(await HeldAsync());
    }

    [Fact]
    public async Task A_lost_answer_and_a_500_have_done_the_work()
    {
        await TroubleAsync(new { answerLostNext = 1, keepAnd500Next = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => OfferAsync("e-1"));
        Assert.Equal(HttpStatusCode.InternalServerError, (await OfferAsync("e-2")).StatusCode);
        Assert.Equal(["e-1", "e-2"], (await HeldAsync()).Select(record => (string)record["externalId"]!));
        Assert.Equal(HttpStatusCode.Created, (await OfferAsync("e-3")).StatusCode);
    }

    [Fact]
    public async Task A_duplicated_delivery_is_kept_once_and_answered_as_known()
    {
        await TroubleAsync(new { duplicateNext = 1 });
        Assert.Equal(HttpStatusCode.Conflict, (await OfferAsync("e-1")).StatusCode);
        Assert.Equal(2, (int)Assert.Single(await HeldAsync())["offers"]!);
    }

    [Fact]
    public async Task What_is_lost_was_answered_as_kept()
    {
        await TroubleAsync(new { loseNext = 1 });
        Assert.Equal(HttpStatusCode.Created, (await OfferAsync("e-1")).StatusCode);
        Assert.Empty(await HeldAsync());
        Assert.Equal(HttpStatusCode.Created, (await OfferAsync("e-1")).StatusCode);
        Assert.Single(await HeldAsync());
    }

    [Fact]
    public async Task The_next_few_are_refused_and_the_one_after_them_is_not()
    {
        await TroubleAsync(new { refuseNext = 2 });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await OfferAsync("e-1")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await OfferAsync("e-1")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await OfferAsync("e-1")).StatusCode);
    }

    [Fact]
    public async Task The_systems_are_listed_by_name()
    {
        var names = (await sandbox.GetJsonAsync("/sandbox/api/core-systems"))["items"]!.AsArray().Select(system => (string)system!["name"]!);
        Assert.Equal(["resident-register", "documents", "tax", "child-welfare", "welfare", "facilities", "environment"], names);
    }

    private Task<HttpResponseMessage> OfferAsync(string externalId) =>
        SendAsync(HttpMethod.Post, "", new { externalId, receiptNumber = "r-" + externalId, kind = "resident-record-copy", data = new { name = "髙橋 美咲" } }, externalId);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, ("/core-systems/resident-register/records/" + path).TrimEnd('/')) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-core-key");
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }
        return await sandbox.Http.SendAsync(request);
    }

    private async Task TroubleAsync(object trouble) =>
        (await sandbox.Http.PostAsJsonAsync("/sandbox/api/core-systems/resident-register/trouble", trouble)).EnsureSuccessStatusCode();

    private async Task<List<JsonNode>> HeldAsync() =>
        [.. (await sandbox.GetJsonAsync("/sandbox/api/core-systems/resident-register/records"))["items"]!.AsArray().Select(record => record!)];
}
