/* What the C library of a compiler would bring: the entry of a DLL, the kind of a number, printing into memory by the C
   library of Windows, and the touching of every page of a large stack frame, by which Windows gives a thread its stack. */
#include <math.h>
#include <stdarg.h>
#include <stddef.h>

int __stdcall DllMainCRTStartup(void *module, unsigned long reason, void *reserved) {
    (void)module, (void)reason, (void)reserved;
    return 1;
}

int __fpclassify(double x) {
    return __builtin_fpclassify(FP_NAN, FP_INFINITE, FP_NORMAL, FP_SUBNORMAL, FP_ZERO, x);
}

int __stdio_common_vsprintf(unsigned long long, char *, size_t, const char *, void *, va_list);

int vsnprintf(char *out, size_t size, const char *format, va_list values) {
    return __stdio_common_vsprintf(2 /* as C99 asks */, out, size, format, NULL, values);
}

/* Called with the size of the frame in rax, before the stack pointer moves; every register keeps its value. */
__asm__(".globl ___chkstk_ms\n"
        "___chkstk_ms:\n"
        "    pushq %rax\n"
        "    pushq %rcx\n"
        "    leaq 24(%rsp), %rcx\n"
        "1:  cmpq $4096, %rax\n"
        "    jb 2f\n"
        "    subq $4096, %rcx\n"
        "    testq %rcx, (%rcx)\n"
        "    subq $4096, %rax\n"
        "    jmp 1b\n"
        "2:  subq %rax, %rcx\n"
        "    testq %rcx, (%rcx)\n"
        "    popq %rcx\n"
        "    popq %rax\n"
        "    ret\n");
