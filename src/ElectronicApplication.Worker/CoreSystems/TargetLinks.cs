using ElectronicApplication.Core.Deliveries;

namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>Where the data of an offer are fetched that no message holds.</summary>
internal sealed record ContentLink(string Url, DateTime Until);

/// <summary>An attachment, and where it is fetched.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record AttachmentLink(string Name, string MediaType, long Size, string Sha256, string Url, DateTime Until);

/// <summary>Makes the links that one core system is sent.</summary>
internal sealed class TargetLinks(string target, string publicUrl, TimeSpan goodFor, DeliveryLinks links, TimeProvider time)
{
    /// <returns>Null where no links are sent: nobody said where the worker is reached, or the adapter carries none.</returns>
    public static TargetLinks? Of(string target, CoreSystemsOptions options, DeliveryLinks links, TimeProvider time) =>
        options.PublicUrl.Length > 0 && options.Systems[target].LinkMinutes is > 0 and var minutes ? new(target, options.PublicUrl.TrimEnd('/'), TimeSpan.FromMinutes(minutes), links, time) : null;

    public ContentLink ToContent(Guid deliveryId)
    {
        var (url, until) = Make(deliveryId, null);
        return new(url, until);
    }

    public IReadOnlyList<AttachmentLink> ToAttachments(Guid deliveryId, IReadOnlyList<DeliveryAttachment> attachments) => [.. attachments.Select(a =>
    {
        var (url, until) = Make(deliveryId, a.Id);
        return new AttachmentLink(a.Name, a.MediaType, a.Size, a.Sha256, url, until);
    })];

    private (string Url, DateTime Until) Make(Guid deliveryId, Guid? attachmentId)
    {
        var until = DateTimeOffset.FromUnixTimeSeconds((time.GetUtcNow() + goodFor).ToUnixTimeSeconds());
        return ($"{publicUrl}/core-systems/{target}/links/{links.Issue(target, deliveryId, attachmentId, until)}", until.UtcDateTime);
    }
}
