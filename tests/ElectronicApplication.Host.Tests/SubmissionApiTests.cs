using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Host.Tests;

/// <summary>The fixed interface of the submission API, and what bad input gets.</summary>
public sealed class SubmissionApiTests(HostFixture fixture) : IClassFixture<HostFixture>, IDisposable
{
    private readonly HttpClient _http = fixture.Host.Client();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Procedures_are_listed_with_code_title_and_identity_level()
    {
        var list = (await _http.GetFromJsonAsync<JsonObject>("api/v1/procedures"))!;
        Assert.True(list.ContainsKey("next"));
        var levels = list["items"]!.AsArray().ToDictionary(p => (string)p!["code"]!, p => (string)p!["identityLevel"]!);
        Assert.Equal("None", levels["public-comment"]);
        Assert.Equal("CardSignature", levels["juminhyo-utsushi"]);
        Assert.Equal("public-comment", (string)(await _http.GetFromJsonAsync<JsonObject>("api/v1/procedures/public-comment"))!["code"]!);
        Assert.Equal("object", (string)(await _http.GetFromJsonAsync<JsonObject>("api/v1/procedures/public-comment/schema"))!["type"]!);
        Assert.NotEmpty((await _http.GetFromJsonAsync<JsonObject>("api/v1/procedures/public-comment/form"))!["pages"]!.AsArray());
    }

    [Theory]
    [InlineData("api/v1/procedures/no-such-thing")]
    [InlineData("api/v1/procedures/no-such-thing/form")]
    [InlineData("api/v1/procedures/no-such-thing/schema")]
    [InlineData("api/v1/submissions/000000-000000-000000")]
    [InlineData("api/v1/no-such-address")]
    public async Task What_does_not_exist_is_404_with_a_problem(string path) => await ProblemAsync(await _http.GetAsync(path), HttpStatusCode.NotFound);

    [Fact]
    public async Task An_anonymous_submission_is_received_and_reaches_the_core_system()
    {
        var response = await _http.PostAsJsonAsync("api/v1/submissions", Sample());
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var receipt = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal("Received", (string)receipt["status"]!);
        Assert.Matches("^[0-9a-f]{64}$", (string)receipt["payloadSha256"]!);
        Assert.Null(receipt["payment"]);
        var number = (string)receipt["receiptNumber"]!;

        using var world = fixture.Host.World();
        var record = await Wait.ForAsync("the record in the documents system", () => world.RecordAsync("documents", number));
        Assert.Equal(1, (int)record["offers"]!);
        await ProblemAsync(await _http.GetAsync($"api/v1/submissions/{number}"), HttpStatusCode.NotFound);
        await ProblemAsync(await GetAsync(number, "AAAA-BBBB-CCCC-DDDD"), HttpStatusCode.NotFound);
        var read = (await (await GetAsync(number, (string)receipt["accessCode"]!)).Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal((string)receipt["payloadSha256"]!, (string)read["payloadSha256"]!);
    }

    [Fact]
    public async Task What_was_handed_over_is_fetched_by_a_link_and_by_nothing_else()
    {
        var receipt = (await (await _http.PostAsJsonAsync("api/v1/submissions", Sample())).Content.ReadFromJsonAsync<JsonObject>())!;
        var number = (string)receipt["receiptNumber"]!;
        var delivery = await Wait.ForAsync("the acknowledgement", async () =>
        {
            await using var scope = fixture.Host.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<AppDbContext>().Set<Delivery>().FirstOrDefaultAsync(d => d.ReceiptNumber == number && d.Status == DeliveryStatus.Acknowledged);
        });
        var link = fixture.Host.Services.GetRequiredService<DeliveryLinks>().Issue("documents", delivery.Id, null, DateTimeOffset.UtcNow.AddMinutes(1));
        using var response = await _http.GetAsync($"core-systems/documents/links/{link}");
        Assert.Equal((HttpStatusCode.OK, "application/json", true), (response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers.CacheControl?.NoStore));
        Assert.Equal(number, (string?)(await response.Content.ReadFromJsonAsync<JsonObject>())!["documentNumber"]);
        await ProblemAsync(await _http.GetAsync($"core-systems/residents/links/{link}"), HttpStatusCode.NotFound);
        await ProblemAsync(await _http.GetAsync($"core-systems/documents/links/{link[..^1]}"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_submission_is_withdrawn_before_the_decision_and_the_core_system_is_told()
    {
        var receipt = (await (await _http.PostAsJsonAsync("api/v1/submissions", Sample())).Content.ReadFromJsonAsync<JsonObject>())!;
        var number = (string)receipt["receiptNumber"]!;
        await ProblemAsync(await _http.PostAsJsonAsync($"api/v1/submissions/{number}/withdrawal", new JsonObject()), HttpStatusCode.NotFound);
        var response = await PostAsync($"api/v1/submissions/{number}/withdrawal", "{}", accessCode: (string)receipt["accessCode"]!);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        await ProblemAsync(await PostAsync($"api/v1/submissions/{number}/withdrawal", "{}", accessCode: (string)receipt["accessCode"]!), HttpStatusCode.Conflict);

        using var world = fixture.Host.World();
        await Wait.ForAsync("the withdrawal in the documents system", async () => await world.RecordAsync("documents", number) is { } r && (bool?)r["withdrawn"] == true ? r : null);
    }

    [Theory]
    [InlineData("\"en\"", HttpStatusCode.Created), InlineData("\"ja-easy\"", HttpStatusCode.Created), InlineData("null", HttpStatusCode.Created), InlineData("\"fr\"", HttpStatusCode.BadRequest), InlineData("3", HttpStatusCode.BadRequest)]
    public async Task The_language_of_the_mails_is_one_of_those_that_the_program_speaks(string language, HttpStatusCode status)
    {
        var sample = Sample();
        sample["language"] = JsonNode.Parse(language);
        Assert.Equal(status, (await _http.PostAsJsonAsync("api/v1/submissions", sample)).StatusCode);
    }

    [Fact]
    public async Task Wrong_answers_are_named_field_by_field()
    {
        var sample = Sample();
        var answers = sample["answers"]!.AsObject();
        answers["opinion"] = 5;
        answers["no_such_field"] = "x";
        var problem = await ProblemAsync(await _http.PostAsJsonAsync("api/v1/submissions", sample), HttpStatusCode.UnprocessableEntity);
        var codes = problem["fields"]!.AsArray().ToDictionary(e => (string)e!["path"]!, e => (string)e!["code"]!);
        Assert.Equal("wrong-type", codes["opinion"]);
        Assert.Equal("unknown-field", codes["no_such_field"]);

        answers["opinion"] = new string('あ', 5000);
        answers.Remove("no_such_field");
        problem = await ProblemAsync(await _http.PostAsJsonAsync("api/v1/submissions", sample), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("too-long", (string)problem["fields"]![0]!["code"]!);

        problem = await ProblemAsync(await _http.PostAsJsonAsync("api/v1/submissions", new JsonObject { ["procedure"] = "public-comment", ["answers"] = new JsonObject() }), HttpStatusCode.UnprocessableEntity);
        Assert.Contains(problem["fields"]!.AsArray(), e => (string)e!["code"]! == "required");
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("""{"procedure":"public-comment","answers":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"answers":{}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"procedure":"no-such-thing","answers":{}}""", HttpStatusCode.NotFound)]
    [InlineData("""{"procedure":"juminhyo-utsushi","answers":{}}""", HttpStatusCode.Unauthorized)]
    public async Task A_request_that_makes_no_sense_gets_a_problem(string body, HttpStatusCode status) => await ProblemAsync(await PostAsync("api/v1/submissions", body), status);

    [Fact]
    public async Task A_body_over_the_limit_is_413() =>
        await ProblemAsync(await PostAsync("api/v1/submissions", "{\"procedure\":\"public-comment\",\"answers\":{\"opinion\":\"" + new string('a', 2_000_000) + "\"}}"), HttpStatusCode.RequestEntityTooLarge);

    [Fact]
    public async Task The_same_key_gets_the_first_answer_and_another_body_under_it_is_409()
    {
        var key = Guid.NewGuid().ToString();
        var body = Sample().ToJsonString();
        var first = await PostAsync("api/v1/submissions", body, key);
        var second = await PostAsync("api/v1/submissions", body, key);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        var other = Sample();
        other["answers"]!["opinion"] = "別の意見です。";
        await ProblemAsync(await PostAsync("api/v1/submissions", other.ToJsonString(), key), HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_same_key_sent_many_times_at_once_makes_one_submission()
    {
        var key = Guid.NewGuid().ToString();
        var body = Sample().ToJsonString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync("api/v1/submissions", body, key)));
        var created = answers.Where(a => a.StatusCode == HttpStatusCode.Created).ToList();
        Assert.NotEmpty(created);
        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict, a.StatusCode.ToString()));
        var numbers = await Task.WhenAll(created.Select(async a => (string)(await a.Content.ReadFromJsonAsync<JsonObject>())!["receiptNumber"]!));
        Assert.Single(numbers.Distinct());
    }

    [Fact]
    public async Task Evaluation_tells_visible_required_issues_and_fee_without_storing_anything()
    {
        var response = await _http.PostAsJsonAsync("api/v1/procedures/public-comment/evaluate", new JsonObject { ["answers"] = new JsonObject() });
        var evaluation = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Contains("opinion", evaluation["visible"]!.AsArray().Select(v => (string)v!));
        Assert.Contains("opinion", evaluation["required"]!.AsArray().Select(v => (string)v!));
        Assert.NotEmpty(evaluation["issues"]!.AsArray());
        Assert.True(evaluation.ContainsKey("fee"));
        Assert.True(evaluation.ContainsKey("answers"));
    }

    [Fact]
    public async Task An_attachment_is_known_by_its_content_and_its_hash()
    {
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89];
        var response = await _http.PostAsync("api/v1/attachments", File("委任状.png", png));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var body = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(png)), (string)body["sha256"]!);
        var refused = await _http.PostAsync("api/v1/attachments", File("委任状.png", "MZ this is a program"u8.ToArray()));
        Assert.True(refused.StatusCode is HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity, refused.StatusCode.ToString());
        await ProblemAsync(await _http.PostAsync("api/v1/attachments", File("大.png", new byte[11 * 1024 * 1024])), HttpStatusCode.RequestEntityTooLarge);

        static MultipartFormDataContent File(string name, byte[] bytes) => new() { { new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } }, "file", name } };
    }

    [Fact]
    public async Task Both_doors_describe_themselves()
    {
        foreach (var (document, path) in new[] { ("portal", "/api/v1/submissions"), ("staff", "/staff/api") })
        {
            var api = (await _http.GetFromJsonAsync<JsonObject>($"openapi/{document}.json"))!;
            Assert.Contains(api["paths"]!.AsObject(), p => p.Key.StartsWith(path, StringComparison.Ordinal));
        }
    }

    private static JsonObject Sample()
    {
        var file = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "forms-catalog", "public-comment", "samples"), "accepted-*.json").MinBy(f => new FileInfo(f).Length)!;
        return JsonNode.Parse(System.IO.File.ReadAllText(file))!.AsObject();
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string body, string? key = null, string? accessCode = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (accessCode is not null)
            request.Headers.Add("X-Access-Code", accessCode);
        return await _http.SendAsync(request);
    }

    private async Task<HttpResponseMessage> GetAsync(string number, string accessCode)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/submissions/{number}") { Headers = { { "X-Access-Code", accessCode } } };
        return await _http.SendAsync(request);
    }

    private static async Task<JsonObject> ProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(text)!.AsObject();
    }
}
