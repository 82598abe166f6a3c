using System.Text;

namespace ConductBot.Teams;

public class FileKindTests
{
    public static TheoryData<FileKind, byte[]> Known => new()
    {
        { FileKind.Png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0] },
        { FileKind.Jpeg, [0xFF, 0xD8, 0xFF, 0xDB] },
        { FileKind.Gif, "GIF87a"u8.ToArray() },
        { FileKind.Gif, "GIF89a..."u8.ToArray() },
        { FileKind.Webp, "RIFF\u0001\u0002\u0003\u0004WEBPVP8 "u8.ToArray() },
        { FileKind.Heic, [0, 0, 0, 0x18, .. "ftypheic"u8] },
        { FileKind.Heic, [0, 0, 0, 0x18, .. "ftypmif1...."u8] },
        { FileKind.Pdf, "%PDF-1.7"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void A_file_is_what_its_first_bytes_say(FileKind kind, byte[] bytes)
    {
        var file = DownloadedFile.Of(bytes);

        Assert.Equal(kind, file?.Kind);
        Assert.Equal(bytes, file?.Content);
        for (var length = 0; length < Math.Min(bytes.Length, 3); length++)
        {
            Assert.Null(FileKinds.Of(bytes.AsSpan(0, length)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("MZ\u0090")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("<!doctype html>")]
    [InlineData(" %PDF-1.7")]
    [InlineData("GIF90a")]
    [InlineData("RIFF....WAVEfmt ")]
    [InlineData("....ftypmp42")]
    [InlineData("....ftypavif")]
    [InlineData("\u0089PNG")]
    public void Anything_else_is_none(string latin) => Assert.Null(DownloadedFile.Of(Encoding.Latin1.GetBytes(latin)));

    [Fact]
    public void Every_kind_has_a_media_type_of_its_own()
    {
        var kinds = Enum.GetValues<FileKind>();

        Assert.Equal(kinds.Length, kinds.Select(kind => kind.MediaType()).Distinct().Count());
    }

    [Fact]
    public void The_hash_is_SHA_256_and_is_all_that_a_log_could_say()
    {
        // By sha256sum.
        var file = DownloadedFile.Of("GIF89a"u8.ToArray());

        Assert.Equal("SHA", file?.ToString().Split(", ")[2][..3]);
        Assert.Equal("610f5ae4d76e332636a17bd357fd6ce99029316a99d320280d4d77a746bf29e8", file?.Sha256);
    }
}
