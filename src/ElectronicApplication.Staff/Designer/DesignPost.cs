using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ElectronicApplication.Staff.Designer;

/// <summary>A post to a page about one design: who, what was posted, and the design as it stands.</summary>
internal sealed record DesignPost(OpenedDesign Design, PostedForm Posted)
{
    public Act Act => Design.Reviewer.Act();

    /// <summary>What the author had before them.</summary>
    public DesignStamp Seen => EditorEndpoints.Seen(Posted);

    public string this[string name] => Posted[name];

    public static Reviewer Reviewer(HttpContext context) => context.Features.GetRequiredFeature<Reviewer>();

    public static async Task<Result<DesignPost>> ReadAsync(HttpContext context, string code, OpenDesign open, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var opened = await open.HandleAsync(code, Reviewer(context).Act(), null, cancel);
        return opened.Error is { } error ? error : new DesignPost(opened.Value, posted);
    }
}
