using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Review.SignIn;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Designs;

/// <summary>A city whose officials design and publish the public comment of the catalogue: an author, two approvers of the office, and one of another.</summary>
internal sealed class PublishingTown : IAsyncDisposable
{
    public const string Code = "public-comment";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    private Guid _design;

    private PublishingTown(TestDatabase database, TestClock clock) => (Database, Clock) = (database, clock);

    public TestDatabase Database { get; }

    public TestClock Clock { get; }

    public Act Author { get; private set; } = null!;

    public Act SecondAuthor { get; private set; } = null!;

    public Act Approver { get; private set; } = null!;

    public Act OtherOffice { get; private set; } = null!;

    /// <summary>The files as the catalogue has them.</summary>
    public static DefinitionFiles Original { get; } = DefinitionFiles.Read(Path.Combine(Folder(), "forms-catalog", Code));

    public static async Task<PublishingTown> FoundAsync()
    {
        var clock = new TestClock(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero));
        var database = await TestDatabase.CreateAsync(services => services.AddProcedures().AddScoped<Sessions>().AddScoped<SignInStaff>().AddScoped<Reviewers>().AddDesigns().AddPublication(), clock);
        var town = new PublishingTown(database, clock);
        town.Author = await town.OfficialAsync("author", "author", "planning");
        town.SecondAuthor = await town.OfficialAsync("second", "author publish", "planning");
        town.Approver = await town.OfficialAsync("approver", "publish", "planning");
        town.OtherOffice = await town.OfficialAsync("other", "publish author administer", "waste");
        await town.PublishedAsync(Original);
        await town.DesignAsync();
        return town;
    }

    public Task<TResult> Do<THandler, TResult>(Func<THandler, Task<TResult>> work)
        where THandler : notnull => Database.InScopeAsync(work);

    public Task<List<T>> RowsAsync<T>()
        where T : class => Do<AppDbContext, List<T>>(db => db.Set<T>().AsNoTracking().ToListAsync());

    /// <summary>The form with one field more.</summary>
    public static DefinitionFiles WithField(string id, string label, string type = "text", DefinitionFiles? to = null) => Edited(to ?? Original, form =>
        form["pages"]![0]!["fields"]!.AsArray().Add(new JsonObject { ["id"] = id, ["type"] = type, ["label"] = new JsonObject { ["ja"] = label, ["ja-easy"] = label, ["en"] = id }, ["maxLength"] = 50 }));

    public static DefinitionFiles Edited(DefinitionFiles files, Action<JsonObject> change)
    {
        var form = JsonNode.Parse(files.Form.Span)!.AsObject();
        change(form);
        return files with { Form = JsonSerializer.SerializeToUtf8Bytes(form, Plain) };
    }

    /// <summary>A version from outside the designer, as an import of the catalogue makes it.</summary>
    public async Task ImportAsync(DefinitionFiles files)
    {
        var newest = (await InForceAsync()).Number;
        await Do<Publication, Result<FormVersion>>(p =>
            p.SaveAsync<FormVersion>(() => Task.FromResult<Result<FormVersion>>(p.Add(Code, newest, files, MidFormPolicy.Finish, [], Act.System(Door.CommandLine))), default));
    }

    public async Task<DesignStamp> StampAsync() => (await RowsAsync<ProcedureDesign>()).Single() is var design ? new(design.Head, design.Version) : default;

    /// <summary>A revision on top of the design.</summary>
    /// <returns>Its number.</returns>
    public Task<int> ReviseAsync(DefinitionFiles files, Act? by = null) => Do<AppDbContext, int>(async db =>
    {
        var design = await db.Set<ProcedureDesign>().SingleAsync();
        var number = ++design.LastRevision;
        db.Add(Revision(design.Id, number, design.Head, files, by ?? Author));
        (design.Head, design.Version) = (number, design.Version + 1);
        await db.SaveChangesAsync();
        return number;
    });

    public Task<Result<Guid>> AskAsync(int revision, MidFormPolicy policy = MidFormPolicy.Finish, DateTimeOffset? at = null, Act? by = null, params string[] acknowledged) =>
        Do<AskPublication, Result<Guid>>(h => h.HandleAsync(new(Code, revision, "お願いします", policy, at, acknowledged), by ?? Author, default));

    public Task<Result<PublicationState>> ApproveAsync(Guid id, Act? by = null, int version = 0) =>
        Do<DecidePublication, Result<PublicationState>>(h => h.HandleAsync(new(id, true, [], version), by ?? Approver, default));

    public Task<Result<PublicationState>> SendBackAsync(Guid id, params PublicationRemark[] remarks) =>
        Do<DecidePublication, Result<PublicationState>>(h => h.HandleAsync(new(id, false, remarks, 0), Approver, default));

    public Task<int> SweepAsync() => Do<PublishDue, int>(async s =>
    {
        await s.RunAsync(default);
        return 0;
    });

    public async Task<CompiledVersion> InForceAsync() => (await Database.Services.GetRequiredService<ProcedureCatalog>().FindAsync(Code, default))!;

    public async Task<PublicationRequest> RequestAsync(Guid id) => (await RowsAsync<PublicationRequest>()).Single(r => r.Id == id);

    public async Task<Act> OfficialAsync(string subject, string roles, string offices) => (await Do<SignInStaff, Result<StaffSession>>(s =>
        s.HandleAsync(new IdTokenClaims("https://idp.example", subject, "森 あかり", roles.Split(' '), offices.Split(' ')), default))).Value.Reviewer.Act();

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private Task<Result<FormVersion>> PublishedAsync(DefinitionFiles files) => Do<Publication, Result<FormVersion>>(p =>
        p.SaveAsync<FormVersion>(() => Task.FromResult<Result<FormVersion>>(p.Add(Code, 0, files, MidFormPolicy.Finish, [], Act.System(Door.CommandLine))), default));

    private Task<int> DesignAsync() => Do<AppDbContext, int>(db =>
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        _design = Guid.CreateVersion7(now);
        db.Add(new ProcedureDesign
        {
            Id = _design, ProcedureCode = Code, Title = "パブリックコメントの提出", Office = "planning", Head = 1, LastRevision = 1, BasedOnVersion = 1, CreatedAt = now, UpdatedAt = now, UpdatedBy = Author.ActorId!,
        });
        db.Add(Revision(_design, 1, null, Original, Author));
        return db.SaveChangesAsync();
    });

    private DesignRevision Revision(Guid design, int number, int? parent, DefinitionFiles files, Act by) => new()
    {
        DesignId = design, Number = number, Parent = parent, Content = DesignContent.Pack(DefinitionTree.Read(files)).Value, Summary = "編集", At = Clock.GetUtcNow().UtcDateTime,
        StaffId = Guid.Parse(by.ActorId!), StaffName = by.ActorName!,
    };

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));
}
