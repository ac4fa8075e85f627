using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Testing;
using ElectronicApplication.Worker.CoreSystems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace ElectronicApplication.Worker.Tests;

/// <summary>Core systems that fetch attachments and large data over HTTP, from the worker's own door.</summary>
public sealed class DeliveryLinkTests
{
    private const string FileName = "委任状 髙﨑.pdf";

    private static readonly byte[] Paper = Encoding.ASCII.GetBytes("%PDF-1.7 one"), Other = Encoding.ASCII.GetBytes("%PDF-1.7 another");

    [Fact]
    public async Task A_core_system_fetches_the_attachments_of_what_it_is_offered_and_finds_them_whole()
    {
        await using var system = await FetchingSystem.StartAsync();
        await using var door = await OpenDoor.StartAsync();
        await using var city = await RunningWorker.StartAsync(Rest(system, door), start: false);
        door.City = city;
        var submission = await city.SubmitAsync(files: [(FileName, Paper), ("写し.pdf", Paper), ("図面.pdf", Other)]);
        // Brought later than what this delivery carries.
        await city.AttachAsync(submission.Id, "後から.pdf", Encoding.ASCII.GetBytes("%PDF-1.7 later"));
        await city.StartHostAsync();
        await city.AcknowledgedAsync(submission);

        var sent = Assert.Single(system.Records);
        var links = sent["attachments"]!.AsArray();
        Assert.Equal([FileName, "写し.pdf", "図面.pdf"], links.Select(a => (string?)a!["name"]));
        Assert.Equal([Paper.Length, Paper.Length, Other.Length], links.Select(a => (int)a!["size"]!));
        Assert.All(links, a => Assert.Equal("application/pdf", (string?)a!["mediaType"]));
        Assert.All(links, a => Assert.True(DateTimeOffset.Parse((string)a!["until"]!, null) > DateTimeOffset.UtcNow));
        // While it was offered; and once more after it was acknowledged.
        Assert.Equal(links.Select(a => (string?)a!["sha256"]), system.Fetched.Select(f => Convert.ToHexStringLower(SHA256.HashData(f))));
        using var again = await door.Http.GetAsync((string?)links[0]!["url"]);
        Assert.Equal(Paper, await again.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", again.Content.Headers.ContentType?.ToString());
        Assert.Equal(("attachment", FileName), (again.Content.Headers.ContentDisposition?.DispositionType, again.Content.Headers.ContentDisposition?.FileNameStar));
        Assert.Equal(("nosniff", "no-store, private"), (string.Join("", again.Headers.GetValues("X-Content-Type-Options")), again.Headers.CacheControl?.ToString()));
        Assert.Equal("default-src 'none'; sandbox", string.Join("", again.Headers.GetValues("Content-Security-Policy")));

        var acts = await city.ActsAsync(submission, "delivery.fetched");
        Assert.Equal(4, acts.Count);
        Assert.All(acts, a => Assert.Equal((ActorKind.CoreSystem, "documents", false), (a.ActorKind, a.ActorId, a.ShownToApplicant)));
        Assert.Equal(3, acts.Select(a => a.Detail).Distinct().Count());
        // What a file is called may be personal: the record says which it was, and not its name.
        Assert.All(acts, a => Assert.StartsWith("documents: papers ", a.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_is_good_for_its_target_its_attachment_its_time_and_its_delivery_only()
    {
        await using var door = await OpenDoor.StartAsync();
        await using var city = await RunningWorker.StartAsync(new() { ["Worker:PublicUrl"] = door.Address }, start: false);
        door.City = city;
        var submission = await city.SubmitAsync(files: [(FileName, Paper)]);
        var stranger = await city.SubmitAsync(files: [("他人.pdf", Other)]);
        var (delivery, mine) = await OfAsync(city, submission);
        var (_, theirs) = await OfAsync(city, stranger);
        var links = city.Services.GetRequiredService<DeliveryLinks>();
        var later = DateTimeOffset.UtcNow.AddMinutes(5);
        string good = links.Issue("documents", delivery, mine, later), data = links.Issue("documents", delivery, null, later);

        foreach (var status in Enum.GetValues<DeliveryStatus>())
        {
            await city.InScopeAsync<AppDbContext, int>(db => db.Set<Delivery>().Where(d => d.Id == delivery).ExecuteUpdateAsync(d => d.SetProperty(x => x.Status, status)));
            var expected = status is DeliveryStatus.InFlight or DeliveryStatus.AcceptedLater or DeliveryStatus.Acknowledged ? HttpStatusCode.OK : HttpStatusCode.NotFound;
            Assert.Equal((status, expected, expected), (status, await door.StatusAsync("documents", good), await door.StatusAsync("documents", data)));
        }
        await city.InScopeAsync<AppDbContext, int>(db => db.Set<Delivery>().Where(d => d.Id == delivery).ExecuteUpdateAsync(d => d.SetProperty(x => x.Status, DeliveryStatus.InFlight)));
        var fetched = (await city.ActsAsync(submission, "delivery.fetched")).Count;
        Assert.Equal(6, fetched);

        var half = good.Length / 2;
        string[] wrong =
        [
            links.Issue("documents", delivery, theirs, later), links.Issue("documents", delivery, mine, DateTimeOffset.UtcNow.AddSeconds(-1)), links.Issue("documents", delivery, null, DateTimeOffset.UtcNow.AddSeconds(-1)),
            links.Issue("juki", delivery, mine, later), links.Issue("documents", Guid.NewGuid(), mine, later), links.Issue("documents", delivery, Guid.NewGuid(), later),
            good[..half] + (good[half] == 'A' ? 'B' : 'A') + good[(half + 1)..], good[..^4], good + "AAAA", "x", "%20", new string('A', 91), new string('A', 5000),
            // A ticket of the bus opens nothing here, and a link nothing there.
            city.Services.GetRequiredService<DeliveryTickets>().Issue("documents", delivery, withAttachments: true),
        ];
        foreach (var link in wrong)
            Assert.Equal(HttpStatusCode.NotFound, await door.StatusAsync("documents", link));
        Assert.Equal(HttpStatusCode.NotFound, await door.StatusAsync("juki", good));
        using var asTicket = await door.Http.GetAsync($"{door.Address}/core-systems/documents/contents/{data}");
        Assert.Equal(HttpStatusCode.NotFound, asTicket.StatusCode);
        using var silent = await door.Http.GetAsync($"{door.Address}/core-systems/documents/links/{wrong[1]}");
        Assert.Empty(await silent.Content.ReadAsByteArrayAsync());
        Assert.Equal(fetched, (await city.ActsAsync(submission, "delivery.fetched")).Count);
        Assert.Empty(await city.ActsAsync(stranger, "delivery.fetched"));
    }

    [Fact]
    public async Task Links_are_sent_only_to_a_core_system_that_takes_attachments()
    {
        await using var system = await FetchingSystem.StartAsync();
        await using var door = await OpenDoor.StartAsync();
        await using var city = await RunningWorker.StartAsync(new(Rest(system, door)) { ["CoreSystems:documents:Attachments"] = null });
        var submission = await city.SubmitAsync(files: [(FileName, Paper)]);
        await city.AcknowledgedAsync(submission);
        Assert.False(Assert.Single(system.Records).AsObject().ContainsKey("attachments"));
    }

    [Fact]
    public async Task An_attachment_that_is_not_there_any_more_stops_the_record_and_no_other()
    {
        await using var system = await FetchingSystem.StartAsync();
        await using var door = await OpenDoor.StartAsync();
        await using var city = await RunningWorker.StartAsync(Rest(system, door), start: false);
        door.City = city;
        Submission broken = await city.SubmitAsync(files: [(FileName, Paper)]), whole = await city.SubmitAsync();
        await city.InScopeAsync<AppDbContext, int>(db => db.Set<Attachment>().Where(a => a.SubmissionId == broken.Id).ExecuteDeleteAsync());
        await city.StartHostAsync();
        await city.AcknowledgedAsync(whole);
        await Wait.ForAsync("the refusal", () => city.InScopeAsync<AppDbContext, Delivery?>(db =>
            db.Set<Delivery>().AsNoTracking().FirstOrDefaultAsync(d => d.SubmissionId == broken.Id && d.Status == DeliveryStatus.Refused)));
        Assert.Empty(Assert.Single(system.Records)["attachments"]!.AsArray());
    }

    [Fact]
    public async Task Attachments_stand_beside_the_record_before_the_control_file_names_them()
    {
        using var folder = new TemporaryFolder("papers");
        await using var city = await RunningWorker.StartAsync(new()
        {
            ["CoreSystems:documents:Adapter"] = "file", ["CoreSystems:documents:Folder"] = folder.Path, ["CoreSystems:documents:TimeoutSeconds"] = "30",
            ["CoreSystems:documents:ControlExtension"] = ".end", ["CoreSystems:documents:Attachments"] = "true",
        });
        var submission = await city.SubmitAsync(files: [(FileName, Paper), ("図面.pdf", Other)]);
        var record = Assert.Single(await city.AcknowledgedAsync(submission)).RecordId!;

        Assert.Equal(Paper, await File.ReadAllBytesAsync(Path.Combine(folder.Path, record + ".1.pdf")));
        Assert.Equal(Other, await File.ReadAllBytesAsync(Path.Combine(folder.Path, record + ".2.pdf")));
        var control = await File.ReadAllLinesAsync(Path.Combine(folder.Path, record + ".end"));
        Assert.Equal($"attachment={record}.1.pdf sha256={Convert.ToHexStringLower(SHA256.HashData(Paper))} name={FileName}", control[4]);
        Assert.Equal($"attachment={record}.2.pdf sha256={Convert.ToHexStringLower(SHA256.HashData(Other))} name=図面.pdf", control[5]);
        Assert.Equal(4, Directory.EnumerateFiles(folder.Path).Count(f => !Path.GetFileName(f).StartsWith('.')));
        // Nobody has fetched anything.
        Assert.Empty(await city.ActsAsync(submission, "delivery.fetched"));
    }

    [RabbitMqFact]
    public async Task A_record_larger_than_any_message_is_fetched_by_whoever_takes_its_message()
    {
        await using var broker = await RabbitMqBroker.StartAsync();
        await using var door = await OpenDoor.StartAsync();
        await using var city = await RunningWorker.StartAsync(new()
        {
            ["CoreSystems:documents:Adapter"] = "amqp", ["CoreSystems:documents:ConnectionString"] = broker.ConnectionString, ["CoreSystems:documents:TimeoutSeconds"] = "20",
            ["CoreSystems:documents:CollectSeconds"] = "1", ["CoreSystems:documents:Attachments"] = "true", ["Worker:PublicUrl"] = door.Address + "/",
        }, start: false);
        door.City = city;
        var submission = await city.SubmitAsync(files: [(FileName, Paper)]);
        var large = new string('髙', 120_000);
        await city.InScopeAsync<AppDbContext, int>(async db =>
        {
            var delivery = await db.Set<Delivery>().SingleAsync(d => d.SubmissionId == submission.Id);
            delivery.Edited = city.Services.GetRequiredService<Envelope>().Open(submission.Key).EncryptJson(new JsonObject { ["body"] = large }, delivery.EditedBinding);
            return await db.SaveChangesAsync();
        });
        await city.StartHostAsync();

        await using var connection = await new ConnectionFactory { Uri = new(broker.ConnectionString) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync("electronic-application.documents", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        var message = await Wait.ForAsync("the message", async () => await channel.BasicGetAsync("electronic-application.documents", autoAck: true));
        var record = JsonNode.Parse(Encoding.UTF8.GetString(message.Body.Span))!.AsObject();
        Assert.True(message.Body.Length < 4096);
        Assert.False(record.ContainsKey("data"));
        Assert.True(DateTimeOffset.Parse((string)record["until"]!, null) > DateTimeOffset.UtcNow.AddHours(23));
        Assert.StartsWith(door.Address + "/core-systems/documents/links/", (string?)record["contentUrl"], StringComparison.Ordinal);

        using var content = await door.Http.GetAsync((string?)record["contentUrl"]);
        Assert.Equal(("application/json", "no-store, private"), (content.Content.Headers.ContentType?.MediaType, content.Headers.CacheControl?.ToString()));
        Assert.Equal(large, (string?)JsonNode.Parse(await content.Content.ReadAsStringAsync())!["body"]);
        Assert.Equal(Paper, await door.Http.GetByteArrayAsync((string?)record["attachments"]![0]!["url"]));

        await channel.BasicPublishAsync("", message.BasicProperties.ReplyTo!, mandatory: true, new BasicProperties { Persistent = true },
            Encoding.UTF8.GetBytes($$"""{"deliveryId":"{{record["deliveryId"]}}","result":"done","recordId":"D-1"}"""));
        Assert.Equal("D-1", Assert.Single(await city.AcknowledgedAsync(submission)).RecordId);
        // Over the bus by its ticket, and twice by links.
        Assert.Equal(3, (await city.ActsAsync(submission, "delivery.fetched")).Count);
    }

    private static Dictionary<string, string?> Rest(FetchingSystem system, OpenDoor door) => new()
    {
        ["CoreSystems:documents:BaseUrl"] = system.Address, ["CoreSystems:documents:TimeoutSeconds"] = "30", ["CoreSystems:documents:Attachments"] = "true", ["Worker:PublicUrl"] = door.Address,
    };

    private static Task<(Guid Delivery, Guid Attachment)> OfAsync(RunningWorker city, Submission submission) => city.InScopeAsync<AppDbContext, (Guid, Guid)>(async db =>
        ((await db.Set<Delivery>().AsNoTracking().SingleAsync(d => d.SubmissionId == submission.Id)).Id, (await db.Set<Attachment>().AsNoTracking().SingleAsync(a => a.SubmissionId == submission.Id)).Id));

    private static async Task<WebApplication> ListenAsync(Action<IServiceCollection> services, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        services(builder.Services);
        var web = builder.Build();
        map(web);
        await web.StartAsync();
        return web;
    }

    /// <summary>The worker's door over HTTP. It is opened before the worker, who must know its address.</summary>
    private sealed class OpenDoor : IAsyncDisposable
    {
        private WebApplication _web = null!;

        public RunningWorker? City { get; set; }

        public string Address => _web.Urls.First();

        public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false });

        public static async Task<OpenDoor> StartAsync()
        {
            var door = new OpenDoor();
            door._web = await ListenAsync(services => services.AddTransient(_ => door.City!.Services.GetRequiredService<DeliveryLinks>())
                .AddTransient(_ => door.City!.Services.GetRequiredService<DeliveryTickets>()), web => web.MapContents());
            return door;
        }

        public async Task<HttpStatusCode> StatusAsync(string target, string link)
        {
            using var response = await Http.GetAsync($"{Address}/core-systems/{target}/links/{link}");
            return response.StatusCode;
        }

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await _web.DisposeAsync();
        }
    }

    /// <summary>A core system that follows the links before it answers.</summary>
    private sealed class FetchingSystem(List<JsonNode> records, List<byte[]> fetched) : IAsyncDisposable
    {
        private WebApplication _web = null!;

        public string Address => _web.Urls.First();

        public IReadOnlyList<JsonNode> Records => records;

        public IReadOnlyList<byte[]> Fetched => fetched;

        public static async Task<FetchingSystem> StartAsync()
        {
            var system = new FetchingSystem([], []);
            system._web = await ListenAsync(_ => { }, web => web.MapPost("/records", system.TakeAsync));
            return system;
        }

        public ValueTask DisposeAsync() => _web.DisposeAsync();

        private async Task TakeAsync(HttpContext http)
        {
            var record = (await JsonNode.ParseAsync(http.Request.Body))!;
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            foreach (var attachment in record["attachments"]?.AsArray() ?? [])
                fetched.Add(await client.GetByteArrayAsync((string?)attachment!["url"]));
            records.Add(record);
            http.Response.StatusCode = StatusCodes.Status201Created;
            await http.Response.WriteAsJsonAsync(new { id = $"D-{records.Count}" });
        }
    }
}
