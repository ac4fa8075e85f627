using System.Text.Json.Nodes;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Worker.CoreSystems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ElectronicApplication.Worker.Tests;

/// <summary>The adapter against a core system over HTTP, whose every answer is chosen by the test.</summary>
public sealed class RestAdapterTests
{
    private static readonly Offer Submission = new(DeliveryKind.Submission, "0197aa", "260401-000000-000000", new JsonObject { ["name"] = "髙𣘺葛\U000E0100" });

    private static readonly Offer Withdrawal = new(DeliveryKind.Withdrawal, "0197aa", "260401-000000-000000", new JsonObject { ["withdrawnAt"] = "2026-04-01T00:00:00.000Z" });

    [Fact]
    public async Task A_new_record_is_done_with_the_systems_own_id_and_was_sent_as_agreed()
    {
        await using var system = await FakeCoreSystem.StartAsync(http => Json(http, 201, """{"id":"JUKI-1"}"""));
        Assert.Equal(AdapterAnswer.Done("JUKI-1"), await system.OfferAsync(Submission));

        var request = Assert.Single(system.Requests);
        Assert.Equal(("POST /base/records", "Bearer key", "0197aa"), (request.Line, request.Authorization, request.IdempotencyKey));
        var sent = JsonNode.Parse("""{"externalId":"0197aa","receiptNumber":"260401-000000-000000","kind":"submission","data":{"name":"髙𣘺葛\uDB40\uDD00"}}""");
        Assert.True(JsonNode.DeepEquals(sent, JsonNode.Parse(request.Body)), request.Body);
    }

    [Fact]
    public async Task A_record_that_is_there_already_is_looked_up_and_counts_as_done()
    {
        await using var system = await FakeCoreSystem.StartAsync(http => http.Request.Method == "GET" ? Json(http, 200, """{"id":"JUKI-7"}""") : Json(http, 409, "{}"));
        Assert.Equal(AdapterAnswer.Done("JUKI-7"), await system.OfferAsync(Submission));
        Assert.Equal("GET /base/records/by-external-id/0197aa", system.Requests[1].Line);
    }

    [Fact]
    public async Task There_already_but_not_to_be_found_is_tried_again()
    {
        await using var system = await FakeCoreSystem.StartAsync(http => Json(http, http.Request.Method == "GET" ? 404 : 409, "{}"));
        Assert.Equal(DeliveryOutcome.TryAgain, (await system.OfferAsync(Submission)).Outcome);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(302)]
    public async Task What_is_not_about_this_record_is_tried_again(int status)
    {
        await using var system = await FakeCoreSystem.StartAsync(http =>
        {
            http.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
            return Json(http, status, "{}");
        });
        Assert.Equal(DeliveryOutcome.TryAgain, (await system.OfferAsync(Submission)).Outcome);
        Assert.Single(system.Requests);
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("Wed, 01 Apr 2026 00:00:30 GMT", 30)]
    [InlineData("Tue, 31 Mar 2026 00:00:00 GMT", 0)]
    public async Task Retry_After_is_understood_as_seconds_and_as_a_date(string header, int seconds)
    {
        await using var system = await FakeCoreSystem.StartAsync(http =>
        {
            http.Response.Headers.RetryAfter = header;
            return Json(http, 503, "{}");
        });
        Assert.Equal(seconds, (await system.OfferAsync(Submission)).RetryAfterSeconds);
    }

    [Fact]
    public async Task A_refusal_carries_the_problems_reason_bounded()
    {
        await using var system = await FakeCoreSystem.StartAsync(http =>
            Json(http, 422, """{"title":"Refused","detail":"台帳にありません。","errors":{"data.birthDate":["暦日ではありません。"]},"more":"XX"}""".Replace("XX", new string('x', 5000), StringComparison.Ordinal)));
        var answer = await system.OfferAsync(Submission);
        Assert.Equal(DeliveryOutcome.Refused, answer.Outcome);
        Assert.Equal("422 / 台帳にありません。 / data.birthDate: 暦日ではありません。", answer.Reason);
    }

    [Theory]
    [InlineData("not json at all")]
    [InlineData("[1,2]")]
    [InlineData("")]
    public async Task A_refusal_without_a_problem_document_still_names_its_status(string body)
    {
        await using var system = await FakeCoreSystem.StartAsync(http => Json(http, 400, body));
        Assert.Equal(AdapterAnswer.Refused("400"), await system.OfferAsync(Submission));
    }

    [Fact]
    public async Task A_system_that_does_not_answer_in_time_is_tried_again()
    {
        await using var system = await FakeCoreSystem.StartAsync(http => Task.Delay(Timeout.Infinite, http.RequestAborted), timeoutSeconds: 1);
        var answer = await system.OfferAsync(Submission);
        Assert.Equal(DeliveryOutcome.TryAgain, answer.Outcome);
        Assert.Contains("1 秒", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_cut_after_the_work_was_done_is_tried_again_and_then_found_there()
    {
        var kept = false;
        await using var system = await FakeCoreSystem.StartAsync(http =>
        {
            if (http.Request.Method == "GET")
                return Json(http, 200, """{"id":"JUKI-9"}""");
            if (kept)
                return Json(http, 409, "{}");
            kept = true;
            http.Abort();
            return Task.CompletedTask;
        });
        Assert.Equal(DeliveryOutcome.TryAgain, (await system.OfferAsync(Submission)).Outcome);
        Assert.Equal(AdapterAnswer.Done("JUKI-9"), await system.OfferAsync(Submission));
    }

    [Fact]
    public async Task A_system_that_is_not_there_is_tried_again()
    {
        await using var system = await FakeCoreSystem.StartAsync(http => Json(http, 201, "{}"));
        await system.StopAsync();
        Assert.Equal(DeliveryOutcome.TryAgain, (await system.OfferAsync(Submission)).Outcome);
    }

    [Fact]
    public async Task An_answer_larger_than_any_record_is_not_read_to_its_end()
    {
        await using var system = await FakeCoreSystem.StartAsync(http => Json(http, 201, $$"""{"id":"1","x":"{{new string('x', 200_000)}}"}"""));
        Assert.Equal(DeliveryOutcome.TryAgain, (await system.OfferAsync(Submission)).Outcome);
    }

    [Fact]
    public async Task Taken_but_not_finished_is_asked_again()
    {
        await using var system = await FakeCoreSystem.StartAsync(http => Json(http, 202, "{}"));
        Assert.Equal(DeliveryOutcome.AcceptedLater, (await system.OfferAsync(Submission)).Outcome);
    }

    [Fact]
    public async Task A_withdrawal_is_put_under_the_same_external_id()
    {
        await using var system = await FakeCoreSystem.StartAsync(http => Json(http, 200, """{"id":"JUKI-1"}"""));
        Assert.Equal(AdapterAnswer.Done("JUKI-1"), await system.OfferAsync(Withdrawal));
        var request = Assert.Single(system.Requests);
        Assert.Equal("PUT /base/records/0197aa/withdrawal", request.Line);
        Assert.Contains("2026-04-01T00:00:00.000Z", request.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawal_of_what_was_never_there_is_refused()
    {
        await using var system = await FakeCoreSystem.StartAsync(http => Json(http, 404, """{"title":"Not there"}"""));
        Assert.Equal(AdapterAnswer.Refused("404 / Not there"), await system.OfferAsync(Withdrawal));
    }

    [Fact]
    public async Task A_correction_takes_the_place_of_what_is_held()
    {
        await using var system = await FakeCoreSystem.StartAsync(http => Json(http, 200, """{"id":"JUKI-1"}"""));
        Assert.Equal(AdapterAnswer.Done("JUKI-1"), await system.OfferAsync(Submission with { Kind = DeliveryKind.Correction }));
        Assert.Equal($"PUT /base/records/{Submission.ExternalId}/data", Assert.Single(system.Requests).Line);
    }

    [Fact]
    public async Task A_correction_of_what_was_refused_before_is_offered_as_new()
    {
        await using var system = await FakeCoreSystem.StartAsync(http => HttpMethods.IsPut(http.Request.Method) ? Json(http, 404, "{}") : Json(http, 201, """{"id":"JUKI-2"}"""));
        Assert.Equal(AdapterAnswer.Done("JUKI-2"), await system.OfferAsync(Submission with { Kind = DeliveryKind.Correction }));
        Assert.Equal(2, system.Requests.Count);
    }

    private static Task Json(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body);
    }

    private sealed record Seen(string Line, string Authorization, string IdempotencyKey, string Body);

    private sealed class FakeCoreSystem(WebApplication web, List<Seen> requests, int timeoutSeconds) : IAsyncDisposable
    {
        private readonly IAdapter _adapter = new RestAdapter(new RestOptions { BaseUrl = web.Urls.First() + "/base", ApiKey = "key", Concurrency = 2, TimeoutSeconds = timeoutSeconds }, new Clock());

        public IReadOnlyList<Seen> Requests => requests;

        public static async Task<FakeCoreSystem> StartAsync(Func<HttpContext, Task> answer, int timeoutSeconds = 60)
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            var web = builder.Build();
            var requests = new List<Seen>();
            web.Run(async http =>
            {
                var body = await new StreamReader(http.Request.Body).ReadToEndAsync();
                requests.Add(new($"{http.Request.Method} {http.Request.Path}", http.Request.Headers.Authorization.ToString(), http.Request.Headers["Idempotency-Key"].ToString(), body));
                await answer(http);
            });
            await web.StartAsync();
            return new(web, requests, timeoutSeconds);
        }

        public async Task<AdapterAnswer> OfferAsync(Offer offer) => (await _adapter.OfferAsync([offer], CancellationToken.None))[0];

        public Task StopAsync() => web.StopAsync();

        public async ValueTask DisposeAsync()
        {
            await _adapter.DisposeAsync();
            await web.DisposeAsync();
        }
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
